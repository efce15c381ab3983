package dev.slipway.configediting.form;

import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.Where;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.ArrayList;
import java.util.List;

/** Finds the one place that a path leads to. */
final class FieldSearch {
    private static final int CANDIDATES_MAX = 50;

    private final ConfigReader reader;
    private final Where where;
    private final FieldPath path;

    FieldSearch(ConfigReader reader, Where where) {
        this.reader = reader;
        this.where = where;
        path = where.path().orElseThrow();
    }

    /** @param addable whether the path may be longer than what is there */
    Resolved find(boolean addable) throws EditRefused {
        var there = resolved(word()).stream().filter(Resolved::isThere).toList();
        if (there.size() == 1) {
            return there.getFirst();
        }
        if (there.size() > 1) {
            throw ambiguous(there);
        }
        var nearest = nearest(resolved(""));
        if (addable
                && nearest.size() == 1
                && (nearest.getFirst().rest().size() < path.steps().size() || isSure())) {
            return nearest.getFirst();
        }
        if (addable
                && nearest.size() > 1
                && nearest.getFirst().rest().size() < path.steps().size()) {
            throw ambiguous(nearest);
        }
        throw missing(nearest);
    }

    /** Somebody said which file or object it is. */
    private boolean isSure() {
        return where.object().isPresent() || where.file().isPresent();
    }

    /** Only what holds the last key can have the whole path. */
    private String word() {
        return switch (path.steps().getLast()) {
            case Step.Key(var name) -> name;
            case Step.Having(var _, var value) -> value;
            case Step.Index _ -> "";
        };
    }

    private List<Resolved> resolved(String word) throws EditRefused {
        var resolved = new ArrayList<Resolved>();
        var found = reader.objects(where, word, ConfigReader.NOTHING);
        for (var object : found.objects()) {
            try {
                resolved.add(Resolved.of(object, path));
            } catch (UnsafeYaml e) {
                throw EditRefused.unsafe(object.file().path(), e);
            }
        }
        if (resolved.isEmpty() && found.unreadable().isPresent()) {
            throw found.unreadable().get();
        }
        return resolved;
    }

    private static List<Resolved> nearest(List<Resolved> all) {
        var least = all.stream().mapToInt(it -> it.rest().size()).min().orElse(0);
        return all.stream().filter(it -> it.rest().size() == least).toList();
    }

    private EditRefused ambiguous(List<Resolved> several) {
        return EditRefused.ambiguous(
                "several places are called " + path,
                "say which, by its file or its object: Kind/name#" + path,
                several.stream()
                        .map(it -> it.object().place(it.document(), it.node()))
                        .toList());
    }

    private EditRefused missing(List<Resolved> nearest) throws EditRefused {
        var there = new ArrayList<Place>();
        for (var one : nearest) {
            children(one.node()).stream()
                    .limit(CANDIDATES_MAX - there.size())
                    .map(it -> one.object().place(one.document(), it))
                    .map(it -> it.value().isEmpty()
                            ? new Place(it.file(), it.line(), it.object(), it.path(), it.path())
                            : it)
                    .forEach(there::add);
        }
        var searched = reader.paths(where);
        var file = searched.size() == 1 ? searched.getFirst() : "";
        return EditRefused.missing(
                file,
                "there is nothing called " + path
                        + where.object().map(it -> " in " + it).orElse(""),
                "correct the path, or name the file and the object",
                there);
    }

    private static List<Node> children(Node node) {
        return switch (node) {
            case Mapping mapping ->
                mapping.entries().stream().map(Node.Entry::value).toList();
            case Sequence sequence -> sequence.items();
            case Node.Scalar _, Node.Alias _ -> List.of();
        };
    }
}
