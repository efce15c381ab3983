package dev.slipway.configediting.form;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The kustomization that the engine builds: the one in the folder that it is pointed at. */
record Kustomization(ConfigObject object) {
    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    static Optional<Kustomization> of(ConfigReader reader) throws EditRefused {
        for (var name : NAMES) {
            var folder = reader.files().folder();
            var path = folder.isEmpty() ? name : folder + "/" + name;
            if (reader.files().files().containsKey(path)) {
                return reader.objects(path, "").stream()
                        .filter(it -> it.form() == Form.KUSTOMIZATION)
                        .findFirst()
                        .map(Kustomization::new);
            }
        }
        return Optional.empty();
    }

    /** Whether it draws in what is not among these files: a base elsewhere, a URL, a chart. */
    boolean refersOutside(ConfigFiles files) {
        var root = object.root();
        if (root.entry("helmCharts").isPresent() || root.entry("generators").isPresent()) {
            return true;
        }
        return List.of("resources", "bases", "components").stream()
                .flatMap(key -> Lookup.in(root, key).stream())
                .filter(Sequence.class::isInstance)
                .flatMap(it -> ((Sequence) it).items().stream())
                .anyMatch(it -> !(Lookup.resolved(it) instanceof Scalar resource) || !isAmong(files, resource.value()));
    }

    private boolean isAmong(ConfigFiles files, String resource) {
        if (resource.contains("://") || resource.contains("?ref=") || resource.startsWith("git@")) {
            return false;
        }
        var own = object.file().path();
        var path = resolved(own.substring(0, own.lastIndexOf('/') + 1) + resource);
        return files.files().containsKey(path)
                || files.files().keySet().stream().anyMatch(it -> it.startsWith(path + "/"));
    }

    private static String resolved(String path) {
        var parts = new ArrayDeque<String>();
        for (var part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
