package dev.slipway.configediting;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an environment renders from.
 *
 * @param folder the folder that the engine is pointed at; empty for the repository's root
 * @param files the files in it by their path in the repository, and any other that they refer to; best {@link KnownFiles}, where there
 *     are many
 */
public record ConfigFiles(String folder, Map<String, byte[]> files) {

    public ConfigFiles {
        folder = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    public static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml") || isKustomization(path);
    }

    public static boolean isKustomization(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.equals("kustomization.yaml") || name.equals("kustomization.yml") || name.equals("Kustomization");
    }

    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** A file of the folder, whether its path is given from the folder or from the repository's root. */
    public String path(String file) {
        var inFolder = folder.isEmpty() ? file : folder + "/" + file;
        return !files.containsKey(inFolder) && files.containsKey(file) ? file : inFolder;
    }

    /** The paths of those that may name an image whose last part this is. */
    public List<String> naming(String shortName) {
        return naming(files, shortName);
    }

    private static List<String> naming(Map<String, byte[]> files, String shortName) {
        return files instanceof KnownFiles known ? known.naming(shortName) : List.copyOf(files.keySet());
    }

    public ConfigFiles with(Map<String, byte[]> changed) {
        return new ConfigFiles(folder, new Overlaid(files, changed));
    }

    /** Nothing is read only because something was written. */
    private static final class Overlaid extends AbstractMap<String, byte[]> implements KnownFiles {
        private final Map<String, byte[]> below;
        private final Map<String, byte[]> changed;

        private Overlaid(Map<String, byte[]> below, Map<String, byte[]> changed) {
            this.below = below;
            this.changed = new HashMap<>(changed);
        }

        @Override
        public byte @Nullable [] get(Object path) {
            var now = changed.get(path);
            return now == null ? below.get(path) : now;
        }

        @Override
        public boolean containsKey(Object path) {
            return changed.containsKey(path) || below.containsKey(path);
        }

        @Override
        public List<String> naming(String shortName) {
            var paths = new LinkedHashSet<>(ConfigFiles.naming(below, shortName));
            paths.addAll(changed.keySet());
            return List.copyOf(paths);
        }

        @Override
        public Set<String> keySet() {
            var paths = new LinkedHashSet<>(below.keySet());
            paths.addAll(changed.keySet());
            return paths;
        }

        @Override
        public Set<Entry<String, byte[]>> entrySet() {
            return keySet().stream()
                    .map(path -> Map.entry(path, get(path)))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
