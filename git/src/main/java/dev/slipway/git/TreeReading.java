package dev.slipway.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads files of a tree. A path is slash-separated, without a slash at its ends; "" and "." are the root. */
final class TreeReading {
    private final ObjectReader reader;
    private final int fileBytesMax;

    TreeReading(ObjectReader reader, int fileBytesMax) {
        this.reader = reader;
        this.fileBytesMax = fileBytesMax;
    }

    ObjectReader reader() {
        return reader;
    }

    /** Where a path leads. */
    record Entry(FileMode mode, ObjectId id) {
        boolean isTree() {
            return FileMode.TREE.equals(mode.getBits());
        }

        boolean isFile() {
            return FileMode.REGULAR_FILE.equals(mode.getBits()) || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
        }
    }

    static String cleaned(String path) {
        var clean = path.replaceAll("/+", "/").replaceAll("^(\\./|/)+|/+$", "");
        return clean.equals(".") ? "" : clean;
    }

    Optional<Entry> entry(AnyObjectId root, String path) throws IOException {
        var clean = cleaned(path);
        if (clean.isEmpty()) {
            return Optional.of(new Entry(FileMode.TREE, root.copy()));
        }
        try (var walk = TreeWalk.forPath(reader, clean, root)) {
            return walk == null ? Optional.empty() : Optional.of(new Entry(walk.getFileMode(), walk.getObjectId(0)));
        }
    }

    List<TreeFile> files(AnyObjectId root, String path) throws IOException, GitRefused {
        var found = entry(root, path);
        if (found.isEmpty()) {
            return List.of();
        }
        var clean = cleaned(path);
        var entry = found.get();
        if (!entry.isTree()) {
            return List.of(file(clean, entry.mode(), entry.id()));
        }
        var files = new ArrayList<TreeFile>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(entry.id());
            walk.setRecursive(true);
            while (walk.next()) {
                var below = clean.isEmpty() ? walk.getPathString() : clean + "/" + walk.getPathString();
                files.add(file(below, walk.getFileMode(), walk.getObjectId(0)));
            }
        }
        return files;
    }

    Optional<byte[]> read(AnyObjectId root, String path) throws IOException, GitRefused {
        var entry = entry(root, path).filter(Entry::isFile);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(bytes(entry.get().id(), path));
    }

    Map<String, byte[]> readAll(AnyObjectId root, String path, Predicate<String> wanted)
            throws IOException, GitRefused {
        var contents = new LinkedHashMap<String, byte[]>();
        for (var file : files(root, path)) {
            var isFile = file.kind() == TreeFile.Kind.FILE || file.kind() == TreeFile.Kind.EXECUTABLE;
            if (isFile && wanted.test(file.path())) {
                contents.put(file.path(), bytes(ObjectId.fromString(file.content()), file.path()));
            }
        }
        return contents;
    }

    byte[] bytes(AnyObjectId blob, String path) throws IOException, GitRefused {
        var loader = reader.open(blob);
        if (loader.getSize() > fileBytesMax) {
            throw new GitRefused(
                    path + " is larger than " + fileBytesMax + " bytes",
                    "take it out of the path, or raise the limit for files");
        }
        return loader.getCachedBytes(fileBytesMax);
    }

    private static TreeFile file(String path, FileMode mode, AnyObjectId id) throws GitRefused {
        return new TreeFile(path, kind(path, mode), id.name());
    }

    private static TreeFile.Kind kind(String path, FileMode mode) throws GitRefused {
        return switch (mode.getBits()) {
            case FileMode.TYPE_FILE | 0644 -> TreeFile.Kind.FILE;
            case FileMode.TYPE_FILE | 0755 -> TreeFile.Kind.EXECUTABLE;
            case FileMode.TYPE_SYMLINK -> TreeFile.Kind.SYMLINK;
            case FileMode.TYPE_GITLINK -> TreeFile.Kind.SUBMODULE;
            default -> throw new GitRefused(path + " has an unknown mode " + mode, "commit it again as a plain file");
        };
    }
}
