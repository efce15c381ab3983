package dev.slipway.syncservice.core;

import java.util.IdentityHashMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How many values a node means once its aliases are written out. A few aliases of aliases mean billions, in a file of a few hundred
 * bytes: so they are counted, each node once, before anything is made of them.
 */
final class NodeCount {
    private static final long UNDER_WAY = -1;
    private final IdentityHashMap<Node, Long> counted = new IdentityHashMap<>();

    long of(Node node) {
        var known = counted.get(node);
        if (known != null) {
            return known == UNDER_WAY ? Integer.MAX_VALUE : known; // an alias of what holds it has no end
        }
        counted.put(node, UNDER_WAY);
        long count = 1;
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                count += of(entry.getKeyNode()) + of(entry.getValueNode());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                count += of(item);
            }
        }
        var bounded = Math.min(count, Integer.MAX_VALUE);
        counted.put(node, bounded);
        return bounded;
    }
}
