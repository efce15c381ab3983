package dev.slipway.configediting;

import dev.slipway.configediting.form.ConfigReader;
import dev.slipway.configediting.form.Edits;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.YamlFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits config files so that every byte that is not the value's stays as it is. Pure: the same files and edits give the same
 * outcome. What is written is read again and compared with what was there before it is handed out.
 */
public final class Editor {
    private Editor() {}

    public static Edited apply(ConfigFiles files, Edit edit) {
        return apply(files, List.of(edit));
    }

    /** One after the other; if one is refused, none is made. */
    public static Edited apply(ConfigFiles files, List<Edit> edits) {
        var now = files;
        var written = new LinkedHashMap<String, byte[]>();
        var changes = new ArrayList<Change>();
        var places = new ArrayList<Place>();
        try {
            for (var edit : edits) {
                var sheets = Edits.apply(new ConfigReader(now), edit);
                var changed = sheets.written();
                changes.addAll(sheets.changes());
                places.addAll(sheets.places());
                written.putAll(changed);
                now = changed.isEmpty() ? now : now.with(changed);
            }
        } catch (EditRefused e) {
            return e.refused();
        }
        written.entrySet().removeIf(file -> isSame(file, files));
        return written.isEmpty() ? new Edited.Unchanged(List.copyOf(places)) : new Edited.Changed(written, changes);
    }

    /** Whether all of a file is good YAML: a chart's templates are none. */
    public static boolean canRead(String path, byte[] file) {
        try {
            for (var document : YamlFile.read(path, file).documents()) {
                document.refuseDuplicateKeys();
            }
            return true;
        } catch (UnsafeYaml _) {
            return false;
        }
    }

    private static boolean isSame(Map.Entry<String, byte[]> file, ConfigFiles before) {
        return before.file(file.getKey())
                .map(it -> Arrays.equals(it, file.getValue()))
                .orElse(false);
    }
}
