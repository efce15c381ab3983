package dev.slipway.configediting.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value as it is written. Nodes are compared by identity: two equal texts at two places are two nodes. */
public sealed interface Node {

    At at();

    /**
     * Where a node stands in its source.
     *
     * @param start where its anchor or tag begins, if it has one; else where it begins itself
     * @param content where it begins itself
     * @param end behind its last character; comments and blank lines behind it are not its own
     * @param line counted from 0, in the source
     */
    record At(
            int start,
            int content,
            int end,
            int line,
            int column,
            @Nullable String anchor,
            @Nullable String tag) {}

    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL,
        FOLDED
    }

    record Scalar(At at, String value, Style style) implements Node {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        public boolean isBlock() {
            return style == Style.LITERAL || style == Style.FOLDED;
        }

        /** Nothing is written there, or that it is nothing. */
        public boolean isNull() {
            return style == Style.PLAIN && at.tag() == null && Resolution.isNull(value);
        }

        /** Whether every reader takes it as text. */
        public boolean isText() {
            return style != Style.PLAIN || Resolution.STR.equals(at.tag()) || Resolution.isText(value);
        }
    }

    record Mapping(At at, List<Entry> entries, boolean flow) implements Node {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        public Optional<Entry> entry(String key) {
            for (var entry : entries) {
                if (entry.isNamed(key)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }

        public Optional<Node> get(String key) {
            return entry(key).map(Entry::value);
        }

        public Optional<Mapping> mapping(String key) {
            return get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }

        public Optional<Sequence> sequence(String key) {
            return get(key).filter(Sequence.class::isInstance).map(Sequence.class::cast);
        }

        public Optional<Scalar> scalar(String key) {
            return get(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
        }

        /** What a scalar says; empty where there is none, or nothing in it. */
        public String text(String key) {
            return scalar(key).map(Scalar::value).orElse("");
        }
    }

    record Sequence(At at, List<Node> items, boolean flow) implements Node {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A use of an anchor. Its target is the anchor's node, which stands elsewhere. */
    record Alias(At at, String name, @Nullable Node target) implements Node {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    record Entry(Node key, Node value) {

        public boolean isNamed(String name) {
            return key instanceof Scalar scalar && scalar.value().equals(name);
        }

        /** Empty for a key that is no scalar. */
        public String name() {
            return key instanceof Scalar scalar ? scalar.value() : "";
        }

        public boolean isMerge() {
            return key instanceof Scalar(var _, var value, var style) && style == Style.PLAIN && value.equals("<<");
        }
    }
}
