package dev.slipway.configediting.preview;

import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What means something else in one tree than in another; comments, quotes and order mean nothing. */
final class TreeDiff {
    private static final int CHANGES_MAX = 200;
    private static final Set<String> SECRET = Set.of("data", "stringData");

    private final boolean secret;
    private final List<FieldChange> changes = new ArrayList<>();
    private final Set<Pair> compared = new HashSet<>();
    private int more;

    private record Pair(Node before, Node after) {}

    private TreeDiff(boolean secret) {
        this.secret = secret;
    }

    static TreeDiff between(Node before, Node after, boolean secret) {
        var diff = new TreeDiff(secret);
        diff.compare(new FieldPath(List.of()), before, after);
        return diff;
    }

    List<FieldChange> changes() {
        return changes;
    }

    int more() {
        return more;
    }

    private void compare(FieldPath path, @Nullable Node before, @Nullable Node after) {
        var was = before == null ? null : Lookup.resolved(before);
        var is = after == null ? null : Lookup.resolved(after);
        // The same two nodes are met again only through aliases, which could go on without end.
        if (was != null && is != null && !compared.add(new Pair(was, is))) {
            return;
        }
        if (was instanceof Mapping old && is instanceof Mapping now) {
            compare(path, fields(old), fields(now));
        } else if (was instanceof Sequence old && is instanceof Sequence now) {
            var named = isNamed(old) && isNamed(now);
            compare(path, items(old, named), items(now, named));
        } else if (was instanceof Scalar old && is instanceof Scalar now) {
            if (!old.value().equals(now.value()) || old.isText() != now.isText()) {
                add(path, old, now);
            }
        } else if (was != null || is != null) {
            add(path, was, is);
        }
    }

    private void compare(FieldPath path, Map<Step, Node> before, Map<Step, Node> after) {
        before.forEach((step, node) -> compare(path.then(step), node, after.get(step)));
        after.forEach((step, node) -> {
            if (!before.containsKey(step)) {
                compare(path.then(step), null, node);
            }
        });
    }

    private static Map<Step, Node> fields(Mapping mapping) {
        var fields = new LinkedHashMap<Step, Node>();
        mapping.entries().forEach(entry -> fields.put(new Step.Key(entry.name()), entry.value()));
        return fields;
    }

    private static Map<Step, Node> items(Sequence sequence, boolean named) {
        var items = new LinkedHashMap<Step, Node>();
        for (var i = 0; i < sequence.items().size(); i++) {
            var item = sequence.items().get(i);
            items.put(named ? new Step.Having("name", name(item)) : new Step.Index(i), item);
        }
        return items;
    }

    private static boolean isNamed(Sequence sequence) {
        var names = new HashSet<String>();
        return sequence.items().stream().map(TreeDiff::name).allMatch(it -> !it.isEmpty() && names.add(it));
    }

    private static String name(Node item) {
        return Lookup.mapping(item).map(it -> Lookup.text(it, "name")).orElse("");
    }

    private void add(FieldPath path, @Nullable Node before, @Nullable Node after) {
        if (changes.size() == CHANGES_MAX) {
            more++;
            return;
        }
        var hidden = secret && path.steps().getFirst() instanceof Step.Key(var key) && SECRET.contains(key);
        changes.add(new FieldChange(path.toString(), shown(before, hidden), shown(after, hidden)));
    }

    private static Optional<String> shown(@Nullable Node node, boolean hidden) {
        return Optional.ofNullable(node).map(it -> hidden ? "(hidden)" : Shown.of(it));
    }
}
