package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Alteration.EntryAdded;
import dev.slipway.configediting.yaml.Alteration.ItemAdded;
import dev.slipway.configediting.yaml.Alteration.Replaced;
import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Node.Style;
import dev.slipway.configediting.yaml.Value.Fields;
import dev.slipway.configediting.yaml.Value.Items;
import dev.slipway.configediting.yaml.Value.Literal;
import dev.slipway.configediting.yaml.Value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what was written again: it must be what stood there, with the alterations and nothing else. */
final class Proof {
    private final Map<Node, List<Alteration>> alterations = new HashMap<>();

    Proof(List<Alteration> made) {
        made.forEach(one ->
                alterations.computeIfAbsent(one.node(), _ -> new ArrayList<>()).add(one));
    }

    boolean holds(Document before, Document after) throws UnsafeYaml {
        return same(before, before.root(), after, after.root());
    }

    private boolean same(Document before, Node was, Document after, Node is) throws UnsafeYaml {
        var altered = alterations.getOrDefault(was, List.of());
        if (!Objects.equals(was.at().anchor(), is.at().anchor())
                || !Objects.equals(was.at().tag(), is.at().tag())) {
            return false;
        }
        return switch (was) {
            case Scalar old
            when !altered.isEmpty() ->
                altered.size() == 1
                        && altered.getFirst() instanceof Replaced(var _, var _, var wanted)
                        && means(is, wanted);
            case Scalar old -> is instanceof Scalar now && (isWithin(before, old, after, now) || isSame(old, now));
            case Alias old -> is instanceof Alias now && old.name().equals(now.name());
            case Mapping old ->
                is instanceof Mapping now && old.flow() == now.flow() && same(before, old, after, now, altered);
            case Sequence old ->
                is instanceof Sequence now && old.flow() == now.flow() && same(before, old, after, now, altered);
        };
    }

    private static boolean isSame(Scalar old, Scalar now) {
        return old.style() == now.style() && old.value().equals(now.value());
    }

    private boolean isWithin(Document before, Scalar old, Document after, Scalar now) throws UnsafeYaml {
        var block = before.blocks().get(old);
        return block != null && now.style() == old.style() && holds(block, after.within(now));
    }

    private boolean same(Document before, Mapping old, Document after, Mapping now, List<Alteration> altered)
            throws UnsafeYaml {
        var added = new ArrayList<>(altered);
        var next = 0;
        for (var entry : now.entries()) {
            if (next < old.entries().size()
                    && same(before, old.entries().get(next).key(), after, entry.key())) {
                if (!same(before, old.entries().get(next).value(), after, entry.value())) {
                    return false;
                }
                next++;
            } else if (!added.removeIf(one -> one instanceof EntryAdded(var _, var _, var key, var value)
                    && entry.isNamed(key)
                    && means(entry.value(), value))) {
                return false;
            }
        }
        return next == old.entries().size() && added.isEmpty();
    }

    private boolean same(Document before, Sequence old, Document after, Sequence now, List<Alteration> altered)
            throws UnsafeYaml {
        if (now.items().size() != old.items().size() + altered.size()) {
            return false;
        }
        for (var i = 0; i < old.items().size(); i++) {
            if (!same(before, old.items().get(i), after, now.items().get(i))) {
                return false;
            }
        }
        for (var i = 0; i < altered.size(); i++) {
            var item = now.items().get(old.items().size() + i);
            if (!(altered.get(i) instanceof ItemAdded(var _, var _, var value)) || !means(item, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean means(Node node, Value wanted) {
        return switch (wanted) {
            case Text(var text) ->
                node instanceof Scalar scalar
                        && scalar.isText()
                        && scalar.value().equals(text);
            case Literal(var written) ->
                node instanceof Scalar scalar
                        && scalar.style() == Style.PLAIN
                        && scalar.at().tag() == null
                        && scalar.value().equals(written);
            case Fields(var fields) ->
                node instanceof Mapping mapping
                        && mapping.entries().size() == fields.size()
                        && fields.entrySet().stream()
                                .allMatch(field -> mapping.get(field.getKey())
                                        .filter(value -> means(value, field.getValue()))
                                        .isPresent());
            case Items(var items) -> node instanceof Sequence sequence && means(sequence, items);
        };
    }

    private static boolean means(Sequence sequence, List<Value> items) {
        if (sequence.items().size() != items.size()) {
            return false;
        }
        for (var i = 0; i < items.size(); i++) {
            if (!means(sequence.items().get(i), items.get(i))) {
                return false;
            }
        }
        return true;
    }
}
