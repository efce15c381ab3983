package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import dev.slipway.git.TreeReading.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevWalk;

/** The tree that a draft changes, as the drafts before it left it. Lives in memory, for the time of one draft. */
public final class WorkingTree {
    private final ObjectInserter inserter;
    private final TreeReading reading;
    private final Finder commits;
    private final Map<String, Optional<Entry>> edits = new TreeMap<>();
    private ObjectId root;

    WorkingTree(ObjectId root, ObjectInserter inserter, TreeReading reading, Finder commits) {
        this.root = root;
        this.inserter = inserter;
        this.reading = reading;
        this.commits = commits;
    }

    /** Brings a commit here that may not be here yet. */
    interface Finder {
        ObjectId find(CommitId commit) throws IOException, GitRefused;
    }

    public Optional<byte[]> read(String path) throws IOException, GitRefused {
        return reading.read(root(), path);
    }

    public List<TreeFile> files(String folder) throws IOException, GitRefused {
        return reading.files(root(), folder);
    }

    /** The bytes of the wanted files at or below a path. */
    public Map<String, byte[]> readAll(String folder, Predicate<String> wanted) throws IOException, GitRefused {
        return reading.readAll(root(), folder, wanted);
    }

    /** The bytes of a file that {@link #files} named. */
    public byte[] bytes(TreeFile file) throws IOException, GitRefused {
        return reading.bytes(ObjectId.fromString(file.content()), file.path());
    }

    /** What is in the way to a folder; empty where it is there. */
    public Optional<Stop> stop(String folder) throws IOException {
        return reading.stop(root(), folder);
    }

    /** Where the way to a folder ends before its end. */
    public record Stop(String path, Kind kind) {

        public enum Kind {
            NOTHING,
            FILE,
            SYMLINK,
            SUBMODULE
        }
    }

    /** The hash of the file or tree at a path, as it is now. */
    public Optional<String> content(String path) throws IOException {
        return reading.entry(root(), path).map(entry -> entry.id().name());
    }

    /** Makes or replaces a file; an existing file stays executable. */
    public TreeFile write(String path, byte[] bytes) throws IOException, GitRefused {
        var name = checked(path);
        var pending = edits.get(name);
        var there = pending == null ? reading.entry(root, name) : pending;
        var mode = there.filter(Entry::isFile).map(Entry::mode).orElse(FileMode.REGULAR_FILE);
        var id = inserter.insert(Constants.OBJ_BLOB, bytes);
        put(name, Optional.of(new Entry(mode, id)));
        var kind = mode.equals(FileMode.EXECUTABLE_FILE) ? TreeFile.Kind.EXECUTABLE : TreeFile.Kind.FILE;
        return new TreeFile(name, kind, id.name());
    }

    /** Deletes a file or a folder, if it is there. */
    public void delete(String path) throws GitRefused {
        put(checked(path), Optional.empty());
    }

    /** Puts a file or folder of another commit here, in the place of what was there. {@code into} may be the root. */
    public void take(CommitId from, String path, String into) throws IOException, GitRefused {
        var entry = entryAt(from, path);
        if (TreeReading.cleaned(into).isEmpty()) {
            if (!entry.isTree()) {
                throw new GitRefused(path + " at " + from + " is a file", "name a folder, or a path to put it at");
            }
            edits.clear();
            root = entry.id();
        } else {
            put(checked(into), Optional.of(entry));
        }
    }

    private Entry entryAt(CommitId from, String path) throws IOException, GitRefused {
        try (var walk = new RevWalk(reading.reader())) {
            var tree = walk.parseCommit(commits.find(from)).getTree();
            return reading.entry(tree, path)
                    .orElseThrow(() -> new GitRefused(
                            "there is no " + path + " at commit " + from.abbreviated(),
                            "correct the path, or commit it there first"));
        }
    }

    ObjectId root() throws IOException {
        if (!edits.isEmpty()) {
            root = new TreeEditor(reading.trees(), inserter).edited(root, edits);
            edits.clear();
        }
        return root;
    }

    private void put(String name, Optional<Entry> entry) {
        edits.keySet().removeIf(other -> other.startsWith(name + "/"));
        edits.put(name, entry);
    }

    private static String checked(String path) throws GitRefused {
        var name = TreeReading.cleaned(path);
        try {
            new ObjectChecker().checkPath(name);
            return name;
        } catch (CorruptObjectException e) {
            throw new GitRefused(
                    "'" + path + "' is no path for a file in Git: " + e.getMessage(), "correct the path", e);
        }
    }
}
