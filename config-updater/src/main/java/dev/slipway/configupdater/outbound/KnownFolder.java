package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.FileWords;
import dev.slipway.git.GitRefused;
import dev.slipway.git.TreeFile;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The YAML of a folder as it was last seen, with its words: what has not changed is neither listed nor read again. */
final class KnownFolder {
    private final String path;
    private Map<String, Known> files = new LinkedHashMap<>();
    private @Nullable String content;

    KnownFolder(String path) {
        this.path = path;
    }

    record Known(TreeFile file, FileWords words) {}

    int size() {
        return files.size();
    }

    FilesOfTree in(WorkingTree tree) throws IOException, GitRefused {
        var now = tree.content(path).orElse("");
        if (!now.equals(content)) {
            content = null;
            files = listed(tree);
            content = now;
        }
        return new FilesOfTree(tree, files);
    }

    private Map<String, Known> listed(WorkingTree tree) throws IOException, GitRefused {
        var listed = new LinkedHashMap<String, Known>();
        for (var file : tree.files(path)) {
            if (file.isFile() && ConfigFiles.isYaml(file.path())) {
                var known = files.get(file.path());
                var isSame = known != null && known.file().content().equals(file.content());
                listed.put(file.path(), isSame ? known : new Known(file, words(tree, file)));
            }
        }
        return listed;
    }

    private static FileWords words(WorkingTree tree, TreeFile file) throws IOException {
        try {
            return FileWords.of(tree.bytes(file));
        } catch (GitRefused _) {
            return FileWords.any();
        }
    }

    /** Writes files of the folder. */
    void write(WorkingTree tree, Map<String, byte[]> changed) throws IOException, GitRefused {
        content = null;
        for (var entry : changed.entrySet()) {
            var file = tree.write(entry.getKey(), entry.getValue());
            files.put(file.path(), new Known(file, FileWords.of(entry.getValue())));
        }
        content = tree.content(path).orElse("");
    }
}
