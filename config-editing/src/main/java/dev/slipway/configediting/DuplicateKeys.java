package dev.slipway.configediting;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Readers disagree about which of two equal keys counts, so a file that has them says nothing sure. */
final class DuplicateKeys {
    private final Set<Node> walked = Collections.newSetFromMap(new IdentityHashMap<>());

    static void refuse(YamlFile file) throws UnsafeYaml {
        var search = new DuplicateKeys();
        for (var document : file.documents()) {
            search.refuse(document);
        }
    }

    private void refuse(Node node) throws UnsafeYaml {
        if (!walked.add(node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                var keys = new HashSet<String>();
                for (var entry : mapping.getValue()) {
                    var key = ContainerImages.key(entry);
                    if (!key.isEmpty() && !keys.add(key)) {
                        throw new UnsafeYaml(
                                line(entry.getKeyNode()), "the key '" + key + "' stands there twice", "remove one");
                    }
                    refuse(entry.getValueNode());
                }
            }
            case SequenceNode sequence -> {
                for (var item : sequence.getValue()) {
                    refuse(item);
                }
            }
            default -> {}
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
