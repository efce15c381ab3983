package dev.slipway.configediting.form;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.UnreadableFile;
import dev.slipway.configediting.Where;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of an environment, each at most once, and only those that can matter. */
public final class ConfigReader {
    /** No YAML holds this. */
    static final String NOTHING = "\u0000";

    private final ConfigFiles files;
    private final Map<String, YamlFile> read = new LinkedHashMap<>();

    public ConfigReader(ConfigFiles files) {
        this.files = files;
    }

    public ConfigFiles files() {
        return files;
    }

    /** The paths to look at: the one file that is named, or all YAML. */
    public List<String> paths(Where where) throws EditRefused {
        if (where.file().isPresent()) {
            var path = files.path(where.file().get());
            if (!files.files().containsKey(path)) {
                throw EditRefused.missing(
                        path, "there is no such file", "correct config.file in the catalog", List.of());
            }
            return List.of(path);
        }
        return files.files().keySet().stream().filter(ConfigFiles::isYaml).toList();
    }

    public YamlFile file(String path) throws EditRefused {
        var known = read.get(path);
        if (known == null) {
            try {
                known = YamlFile.read(path, bytes(path));
            } catch (UnreadableFile e) {
                throw EditRefused.unsafe(path, 1, String.valueOf(e.getMessage()), e.nextStep());
            } catch (UnsafeYaml e) {
                throw EditRefused.unsafe(path, e);
            }
            read.put(path, known);
        }
        return known;
    }

    /** The objects in one file that may hold a scalar with this text in it. */
    public List<ConfigObject> objects(String path, String word) throws EditRefused {
        if (!mayHold(path, word)) {
            return List.of();
        }
        try {
            return ConfigObject.in(file(path), word);
        } catch (UnsafeYaml e) {
            throw EditRefused.unsafe(path, e);
        }
    }

    /**
     * The objects that may hold this text, of all files to look at. A file that can't be read matters only if it holds what is
     * looked for, or if nothing is found elsewhere.
     *
     * @param certain text that, if an unreadable file holds it, is likely what is looked for
     */
    public Found objects(Where where, String word, String certain) throws EditRefused {
        return objects(paths(where), where, word, certain);
    }

    /** The objects that may name an image: files of which it is known that they don't are not even read. */
    Found naming(Where where, Image image) throws EditRefused {
        var word = image.shortName();
        var paths = where.file().isPresent()
                ? paths(where)
                : files.naming(word).stream().filter(ConfigFiles::isYaml).toList();
        return objects(paths, where, word, image.canonicalName());
    }

    private Found objects(List<String> paths, Where where, String word, String certain) throws EditRefused {
        var objects = new ArrayList<ConfigObject>();
        Optional<EditRefused> unreadable = Optional.empty();
        for (var path : paths) {
            try {
                for (var object : objects(path, word)) {
                    if (where.object().map(object::isCalled).orElse(true)) {
                        objects.add(object);
                    }
                }
            } catch (EditRefused e) {
                if (where.file().isPresent() || mentions(path, certain)) {
                    throw e;
                }
                unreadable = unreadable.or(() -> Optional.of(e));
            }
        }
        return new Found(objects, unreadable);
    }

    public record Found(List<ConfigObject> objects, Optional<EditRefused> unreadable) {}

    /** Looking at bytes is quick beside parsing them: of thousands of files, only the few that hold the text are parsed. */
    private boolean mayHold(String path, String word) {
        if (word.isEmpty()) {
            return true;
        }
        try {
            var text = latin(bytes(path));
            return text.contains(latin(word.getBytes(StandardCharsets.UTF_8))) || text.indexOf('\\') >= 0;
        } catch (UnreadableFile _) {
            return true;
        }
    }

    boolean mentions(String path, String word) {
        try {
            return latin(bytes(path)).contains(latin(word.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableFile _) {
            return false;
        }
    }

    private byte[] bytes(String path) {
        return files.files().getOrDefault(path, new byte[0]);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
