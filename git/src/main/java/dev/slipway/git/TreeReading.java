package dev.slipway.git;

import dev.slipway.git.WorkingTree.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Reads files of a tree. A path is slash-separated, without a slash at its ends; "" and "." are the root. */
final class TreeReading {
    private final ObjectReader reader;
    private final Trees trees;
    private final int fileBytesMax;

    TreeReading(ObjectReader reader, int fileBytesMax) {
        this.reader = reader;
        this.fileBytesMax = fileBytesMax;
        trees = new Trees(reader);
    }

    ObjectReader reader() {
        return reader;
    }

    Trees trees() {
        return trees;
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
        var found = new Entry(FileMode.TREE, root.copy());
        for (var name : clean.split("/")) {
            var below = found.isTree()
                    ? trees.find(found.id(), name.getBytes(StandardCharsets.UTF_8))
                    : Optional.<Entry>empty();
            if (below.isEmpty()) {
                return below;
            }
            found = below.get();
        }
        return Optional.of(found);
    }

    Optional<Stop> stop(AnyObjectId root, String folder) throws IOException {
        var way = cleaned(folder);
        for (var end = way.indexOf('/'); !way.isEmpty(); end = way.indexOf('/', end + 1)) {
            var path = end < 0 ? way : way.substring(0, end);
            var entry = entry(root, path);
            if (entry.isEmpty() || !entry.get().isTree()) {
                return Optional.of(new Stop(path, kind(entry)));
            }
            if (end < 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private static Stop.Kind kind(Optional<Entry> entry) {
        return entry.map(found -> switch (found.mode().getBits()) {
                    case FileMode.TYPE_SYMLINK -> Stop.Kind.SYMLINK;
                    case FileMode.TYPE_GITLINK -> Stop.Kind.SUBMODULE;
                    default -> Stop.Kind.FILE;
                })
                .orElse(Stop.Kind.NOTHING);
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
        addFiles(entry.id(), clean.isEmpty() ? "" : clean + "/", files);
        return files;
    }

    private void addFiles(AnyObjectId tree, String above, List<TreeFile> files) throws IOException, GitRefused {
        var parser = new CanonicalTreeParser();
        for (parser.reset(trees.of(tree)); !parser.eof(); parser.next()) {
            var path = above + parser.getEntryPathString();
            var mode = parser.getEntryFileMode();
            if (FileMode.TREE.equals(mode.getBits())) {
                addFiles(parser.getEntryObjectId(), path + "/", files);
            } else {
                files.add(file(path, mode, parser.getEntryObjectId()));
            }
        }
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
            if (file.isFile() && wanted.test(file.path())) {
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
