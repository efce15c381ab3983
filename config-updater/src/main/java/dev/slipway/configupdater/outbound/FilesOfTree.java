package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.FileWords;
import dev.slipway.configediting.KnownFiles;
import dev.slipway.configediting.UnreadableFile;
import dev.slipway.configupdater.outbound.KnownFolder.Known;
import dev.slipway.git.GitRefused;
import dev.slipway.git.TreeFile;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files of a tree, read when they are looked into. */
final class FilesOfTree extends AbstractMap<String, byte[]> implements KnownFiles {
    private final WorkingTree tree;
    private final Map<String, Known> files;
    private final Map<String, byte[]> read = new HashMap<>();

    FilesOfTree(WorkingTree tree, Map<String, Known> files) {
        this.tree = tree;
        this.files = files;
    }

    @Override
    public List<String> naming(String shortName) {
        var hash = FileWords.hash(shortName);
        var paths = new ArrayList<String>();
        for (var known : files.values()) {
            if (known.words().mayName(hash)) {
                paths.add(known.file().path());
            }
        }
        return paths;
    }

    @Override
    public byte @Nullable [] get(Object path) {
        var known = files.get(path);
        if (known == null) {
            return null;
        }
        var bytes = read.get(known.file().path());
        if (bytes == null) {
            bytes = bytes(known.file());
            read.put(known.file().path(), bytes);
        }
        return bytes;
    }

    private byte[] bytes(TreeFile file) {
        try {
            return tree.bytes(file);
        } catch (GitRefused e) {
            throw new UnreadableFile(e.seen(), e.nextStep());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean containsKey(Object path) {
        return files.containsKey(path);
    }

    @Override
    public Set<String> keySet() {
        return files.keySet();
    }

    @Override
    public Set<Entry<String, byte[]>> entrySet() {
        return files.values().stream()
                .map(known -> Map.entry(known.file().path(), bytes(known.file())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
