package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads as a YAML reader does: through aliases and merges. What is found so may stand elsewhere, and then can't be changed. */
public final class Lookup {
    private Lookup() {}

    public static Optional<Node> in(Mapping mapping, String key) {
        var own = mapping.get(key);
        if (own.isPresent()) {
            return own.map(Lookup::resolved);
        }
        return in(mapping, key, new HashSet<>());
    }

    public static Optional<Scalar> scalar(Mapping mapping, String key) {
        return in(mapping, key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    /** What a scalar says; empty where there is none, or nothing in it. */
    public static String text(Mapping mapping, String key) {
        return scalar(mapping, key)
                .filter(it -> !it.isNull())
                .map(Scalar::value)
                .orElse("");
    }

    /** The node, or what an alias stands for. */
    public static Node resolved(Node node) {
        return node instanceof Alias alias && alias.target() != null ? alias.target() : node;
    }

    public static Optional<Mapping> mapping(Node node) {
        return resolved(node) instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    /** Each mapping is looked into once, so that merges of merges cannot multiply. */
    private static Optional<Node> in(Mapping mapping, String key, Set<Node> seen) {
        var own = mapping.get(key).map(Lookup::resolved);
        if (own.isPresent() || !seen.add(mapping)) {
            return own;
        }
        for (var entry : mapping.entries()) {
            if (entry.isMerge()) {
                var merged = merged(entry.value(), key, seen);
                if (merged.isPresent()) {
                    return merged;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> merged(Node value, String key, Set<Node> seen) {
        return switch (resolved(value)) {
            case Mapping mapping -> in(mapping, key, seen);
            case Sequence several ->
                several.items().stream()
                        .flatMap(one -> mapping(one).flatMap(it -> in(it, key, seen)).stream())
                        .findFirst();
            case Scalar _, Alias _ -> Optional.empty();
        };
    }
}
