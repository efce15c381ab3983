package dev.slipway.configediting.form;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import java.util.ArrayList;
import java.util.List;

/** Of all places that name an image: those that decide. Containers are all meant; of anything else there must be one. */
final class ImageChoice {
    private ImageChoice() {}

    static List<Component> of(ConfigReader reader, Image image, List<Component> matching) throws EditRefused {
        var deciding =
                matching.stream().filter(it -> !isOverridden(it, matching)).toList();
        var containers = deciding.stream().allMatch(it -> it.object().form() == Form.MANIFEST);
        if (deciding.isEmpty() || containers) {
            return deciding;
        }
        var objects = deciding.stream().map(it -> it.object().root()).distinct().count();
        var twice = deciding.size() > 1
                && deciding.stream().anyMatch(it -> it.object().form() == Form.KUSTOMIZATION);
        if (objects > 1 || twice) {
            throw ambiguous(image, deciding);
        }
        var rivals = rivals(reader, deciding.getFirst());
        if (!rivals.isEmpty()) {
            var all = new ArrayList<>(deciding);
            all.addAll(rivals);
            throw ambiguous(image, all);
        }
        return deciding;
    }

    private static EditRefused ambiguous(Image image, List<Component> candidates) {
        return EditRefused.ambiguous(
                "several places could decide about image " + image.name(),
                "say which: set config.file in the catalog, or name the path",
                candidates.stream().map(Component::place).toList());
    }

    /** A kustomization's entry wins over the manifests in its folder and below, and over kustomizations below. */
    private static boolean isOverridden(Component component, List<Component> all) {
        var form = component.object().form();
        return (form == Form.MANIFEST || form == Form.KUSTOMIZATION)
                && all.stream()
                        .filter(it -> it.object().form() == Form.KUSTOMIZATION)
                        .anyMatch(it ->
                                !it.object().root().equals(component.object().root()) && isAbove(it, component));
    }

    private static boolean isAbove(Component kustomization, Component component) {
        var folder = folder(kustomization);
        var other = folder(component);
        return other.startsWith(folder)
                && (component.object().form() == Form.MANIFEST || other.length() > folder.length());
    }

    static String folder(Component component) {
        var path = component.object().file().path();
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Values in files beside, as values-prod.yaml, that set the same tag: Helm takes the last, and we don't know which. */
    private static List<Component> rivals(ConfigReader reader, Component chosen) throws EditRefused {
        if (chosen.object().form() != Form.VALUES || !(chosen.image() instanceof PartsSlot slot)) {
            return List.of();
        }
        var rivals = new ArrayList<Component>();
        var path = FieldPaths.within(chosen.object(), slot.document(), slot.node());
        var own = chosen.object().file().path();
        for (var other : reader.files().files().keySet()) {
            if (!other.equals(own) && ConfigFiles.isYaml(other) && isBeside(own, other)) {
                for (var object : objects(reader, other)) {
                    TagOf.sibling(object, path).ifPresent(rivals::add);
                }
            }
        }
        return rivals;
    }

    private static List<ConfigObject> objects(ConfigReader reader, String path) throws EditRefused {
        try {
            if (!reader.mentions(path, "tag") && !reader.mentions(path, "digest")) {
                return List.of();
            }
            return reader.objects(path, "").stream()
                    .filter(it -> it.form() == Form.VALUES)
                    .toList();
        } catch (EditRefused e) {
            if (reader.mentions(path, "{{")) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isBeside(String one, String other) {
        return one.substring(0, one.lastIndexOf('/') + 1).equals(other.substring(0, other.lastIndexOf('/') + 1));
    }
}
