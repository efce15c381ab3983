package dev.slipway.configediting.preview;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.UnifiedDiff;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The difference between two states of files, without writing anything: plain data. */
public record Preview(List<FileChange> files, List<ObjectChange> objects) {

    /** What edits would change. */
    public static Preview of(ConfigFiles files, Edited.Changed changed) {
        var before = new HashMap<String, byte[]>();
        changed.files().keySet().forEach(path -> files.file(path).ifPresent(it -> before.put(path, it)));
        return of(before, changed.files());
    }

    /** Files that are missing on one side are new, or gone. */
    public static Preview of(Map<String, byte[]> before, Map<String, byte[]> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var files = new ArrayList<FileChange>();
        var objects = new ArrayList<ObjectChange>();
        for (var path : paths) {
            var was = before.getOrDefault(path, new byte[0]);
            var is = after.getOrDefault(path, new byte[0]);
            if (!Arrays.equals(was, is)) {
                var yaml = ConfigFiles.isYaml(path);
                var old = yaml ? FileObjects.in(path, was) : FileObjects.NONE;
                var now = yaml ? FileObjects.in(path, is) : FileObjects.NONE;
                var withheld = old.holdSecret() || now.holdSecret();
                files.add(new FileChange(path, withheld ? "" : diff(path, was, is), withheld));
                objects.addAll(now.changesSince(old, path));
            }
        }
        return new Preview(files, objects);
    }

    private static String diff(String path, byte[] before, byte[] after) {
        try {
            return UnifiedDiff.of(path, text(before), text(after));
        } catch (CharacterCodingException _) {
            return "Binary files a/" + path + " and b/" + path + " differ\n";
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
