package dev.slipway.configediting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment renders from.
 *
 * @param folder the folder that the engine is pointed at; empty for the repository's root
 * @param files the files in it by their path in the repository, and any other that they refer to
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

    public ConfigFiles with(Map<String, byte[]> changed) {
        var all = new LinkedHashMap<>(files);
        all.putAll(changed);
        return new ConfigFiles(folder, all);
    }
}
