package dev.slipway.configediting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds the images of containers, wherever a pod's template stands: in a Deployment, a CronJob, a List, a Rollout … */
final class ContainerImages {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private final Set<Node> aliased = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> walked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ImageField> images = new ArrayList<>();

    static List<ImageField> of(YamlFile file) {
        var images = new ContainerImages();
        for (var document : file.documents()) {
            images.markAliases(document);
        }
        images.walked.clear();
        for (var document : file.documents()) {
            images.walk(document, false);
        }
        return images.images;
    }

    /** An alias is its anchor's node, so a node that is met twice is one that something else uses too. */
    private void markAliases(Node node) {
        if (!walked.add(node)) {
            aliased.add(node);
            return;
        }
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(entry -> {
                    markAliases(entry.getKeyNode());
                    markAliases(entry.getValueNode());
                });
            case SequenceNode sequence -> sequence.getValue().forEach(this::markAliases);
            default -> {}
        }
    }

    private void walk(Node node, boolean within) {
        if (!walked.add(node)) {
            return;
        }
        var shared = within || aliased.contains(node);
        switch (node) {
            case MappingNode mapping -> {
                for (var entry : mapping.getValue()) {
                    if (CONTAINERS.contains(key(entry)) && entry.getValueNode() instanceof SequenceNode containers) {
                        var sharedList = shared || aliased.contains(containers);
                        containers.getValue().forEach(container -> addImage(container, sharedList));
                    }
                    walk(entry.getValueNode(), shared);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(item -> walk(item, shared));
            default -> {}
        }
    }

    private void addImage(Node container, boolean within) {
        if (!(container instanceof MappingNode mapping)) {
            return;
        }
        var shared = within || aliased.contains(container);
        for (var entry : mapping.getValue()) {
            if (key(entry).equals("image") && entry.getValueNode() instanceof ScalarNode image) {
                if (found.add(image)) {
                    images.add(new ImageField(image, shared || aliased.contains(image)));
                }
            } else if (key(entry).equals("<<")) {
                addMerged(entry.getValueNode(), shared);
            }
        }
    }

    private void addMerged(Node merged, boolean shared) {
        if (merged instanceof SequenceNode several) {
            several.getValue().forEach(one -> addImage(one, shared || aliased.contains(several)));
        } else {
            addImage(merged, shared);
        }
    }

    static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
