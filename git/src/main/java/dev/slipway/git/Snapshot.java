package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** A repository at a commit. Paths go from its root, slash-separated; "" is the root. */
public final class Snapshot {
    private final MirrorFolder folder;
    private final CommitLookup lookup;
    private final GitLimits limits;
    private final CommitId commit;

    Snapshot(MirrorFolder folder, CommitLookup lookup, GitLimits limits, CommitId commit) {
        this.folder = folder;
        this.lookup = lookup;
        this.limits = limits;
        this.commit = commit;
    }

    public CommitId commit() {
        return commit;
    }

    public CommitInfo info() throws IOException, GitRefused {
        return read((_, found) -> CommitInfo.of(found));
    }

    /** All files at or below a path, in Git's order; none when there is nothing. */
    public List<TreeFile> files(String path) throws IOException, GitRefused {
        return read((reader, found) -> tree(reader).files(found.getTree(), path));
    }

    /** The bytes of a file; empty when there is no file at this path. Symbolic links are not followed. */
    public Optional<byte[]> read(String path) throws IOException, GitRefused {
        return read((reader, found) -> tree(reader).read(found.getTree(), path));
    }

    /** The bytes of the wanted files at or below a path. */
    public Map<String, byte[]> readAll(String path, Predicate<String> wanted) throws IOException, GitRefused {
        return read((reader, found) -> tree(reader).readAll(found.getTree(), path, wanted));
    }

    /** The hash of the file or tree at a path: equal content, equal hash, whatever the commit. */
    public Optional<String> content(String path) throws IOException, GitRefused {
        return read((reader, found) -> tree(reader)
                .entry(found.getTree(), path)
                .map(entry -> entry.id().name()));
    }

    /** Writes the tree at a path into a new or empty folder. */
    public Exported export(String path, Path into) throws IOException, GitRefused {
        return read((reader, found) -> {
            var entry = tree(reader).entry(found.getTree(), path).filter(TreeReading.Entry::isTree);
            if (entry.isEmpty()) {
                throw new GitRefused(
                        "there is no folder '" + path + "' at commit " + commit.abbreviated(),
                        "correct the path in the catalog");
            }
            return new TreeExport(reader, limits, into).of(entry.get().id());
        });
    }

    private TreeReading tree(ObjectReader reader) {
        return new TreeReading(reader, limits.fileBytesMax());
    }

    private interface Reading<T> {
        T of(ObjectReader reader, RevCommit commit) throws IOException, GitRefused;
    }

    private <T> T read(Reading<T> reading) throws IOException, GitRefused {
        return folder.use(mirror -> {
            var id = lookup.existing(mirror, commit);
            try (var walk = new RevWalk(mirror.repository())) {
                return reading.of(walk.getObjectReader(), walk.parseCommit(id));
            }
        });
    }
}
