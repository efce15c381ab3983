package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.Entry;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One document of a file, or one that is written in a block of text of another. */
public final class Document {
    private final Source source;
    private final Node root;
    private final Map<Scalar, Document> blocks = new HashMap<>();
    private @Nullable Set<Node> shared;
    private boolean free;

    Document(Source source, Node root) {
        this.source = source;
        this.root = root;
    }

    public Source source() {
        return source;
    }

    public Node root() {
        return root;
    }

    /** Counted from 1, in the file. */
    public int line(Node node) {
        return source.line(node.at().line());
    }

    /** The YAML that a literal block holds. */
    public Document within(Scalar block) throws UnsafeYaml {
        var known = blocks.get(block);
        if (known == null) {
            var documents = Chunk.parse(Source.Block.of(source, block));
            if (documents.size() != 1) {
                throw new UnsafeYaml(line(block), "the block holds " + documents.size() + " documents", "write one");
            }
            known = documents.getFirst();
            blocks.put(block, known);
        }
        return known;
    }

    /** Whether the block holds that document. */
    public boolean holds(Scalar block, Document inner) {
        return inner.equals(blocks.get(block));
    }

    Map<Scalar, Document> blocks() {
        return blocks;
    }

    /** The nodes from the root to this one, both included; empty for a node of another document. */
    public List<Node> wayTo(Node node) {
        var way = new ArrayDeque<Node>();
        return goTo(root, node, way) ? List.copyOf(way) : List.of();
    }

    private static boolean goTo(Node from, Node to, Deque<Node> way) {
        way.addLast(from);
        if (from.equals(to)) {
            return true;
        }
        // Behind the parser's end of a block stand only comments: a node within begins before it, or, when empty, at
        // it.
        if (to.at().start() >= from.at().start() && to.at().start() <= from.at().end()) {
            var found = switch (from) {
                case Mapping mapping ->
                    mapping.entries().stream()
                            .anyMatch(entry -> goTo(entry.value(), to, way) || goTo(entry.key(), to, way));
                case Sequence sequence -> sequence.items().stream().anyMatch(item -> goTo(item, to, way));
                case Scalar _, Alias _ -> false;
            };
            if (found) {
                return true;
            }
        }
        way.removeLast();
        return false;
    }

    boolean isInFlow(Node node) {
        return wayTo(node).stream()
                .anyMatch(it -> (it instanceof Mapping mapping && mapping.flow())
                        || (it instanceof Sequence sequence && sequence.flow()));
    }

    /** What leads to a node, as people would write it. */
    public FieldPath pathTo(Node node) {
        return FieldPath.along(wayTo(node));
    }

    /** Whether an alias uses this node, or one that it is in, somewhere else too. */
    public boolean isShared(Node node) {
        var known = shared;
        if (known == null) {
            known = new HashSet<>();
            if (source.text().indexOf('*') >= 0) {
                mark(root, aliased(root, new HashSet<>()), false, known);
            }
            shared = known;
        }
        return known.contains(node);
    }

    private static Set<Node> aliased(Node node, Set<Node> targets) {
        switch (node) {
            case Alias alias -> {
                if (alias.target() != null) {
                    targets.add(alias.target());
                }
            }
            case Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    aliased(entry.key(), targets);
                    aliased(entry.value(), targets);
                }
            }
            case Sequence sequence -> sequence.items().forEach(item -> aliased(item, targets));
            case Scalar _ -> {}
        }
        return targets;
    }

    private static void mark(Node node, Set<Node> targets, boolean within, Set<Node> shared) {
        var here = within || targets.contains(node);
        if (here) {
            shared.add(node);
        }
        switch (node) {
            case Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    mark(entry.key(), targets, here, shared);
                    mark(entry.value(), targets, here, shared);
                }
            }
            case Sequence sequence -> sequence.items().forEach(item -> mark(item, targets, here, shared));
            case Scalar _, Alias _ -> {}
        }
    }

    /** Readers disagree about which of two equal keys counts, so a document that has them says nothing sure. */
    public void refuseDuplicateKeys() throws UnsafeYaml {
        if (!free) {
            refuseDuplicateKeys(root);
            free = true;
        }
    }

    private void refuseDuplicateKeys(Node node) throws UnsafeYaml {
        switch (node) {
            case Mapping mapping -> {
                refuseDuplicates(mapping.entries());
                for (var entry : mapping.entries()) {
                    refuseDuplicateKeys(entry.value());
                }
            }
            case Sequence sequence -> {
                for (var item : sequence.items()) {
                    refuseDuplicateKeys(item);
                }
            }
            case Scalar _, Alias _ -> {}
        }
    }

    private void refuseDuplicates(List<Entry> entries) throws UnsafeYaml {
        var keys = HashSet.<String>newHashSet(entries.size());
        for (var entry : entries) {
            if (entry.key() instanceof Scalar key && !keys.add(key.value())) {
                throw new UnsafeYaml(line(key), "the key '" + key.value() + "' stands there twice", "remove one");
            }
        }
    }
}
