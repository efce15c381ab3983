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

    /** Makes or replaces a file; an existing file stays executable. */
    public void write(String path, byte[] bytes) throws IOException, GitRefused {
        var name = checked(path);
        var pending = edits.get(name);
        var there = pending == null ? reading.entry(root, name) : pending;
        var mode = there.filter(Entry::isFile).map(Entry::mode).orElse(FileMode.REGULAR_FILE);
        put(name, Optional.of(new Entry(mode, inserter.insert(Constants.OBJ_BLOB, bytes))));
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
            root = new TreeEditor(reading.reader(), inserter).edited(root, edits);
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
