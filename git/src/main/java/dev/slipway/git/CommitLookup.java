package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import dev.slipway.git.MirrorFolder.Opened;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds refs and commits in a mirror, and asks the remote for what is not there. */
final class CommitLookup {
    private static final String EVERYTHING = "*";

    private final GitRemote remote;
    private final Fetching fetching;
    private final ReentrantLock talking;

    CommitLookup(GitRemote remote, Fetching fetching, ReentrantLock talking) {
        this.remote = remote;
        this.fetching = fetching;
        this.talking = talking;
    }

    void fetch(Opened mirror, Collection<String> refs) throws IOException, GitRefused {
        talking.lock();
        try {
            if (refs.isEmpty()) {
                fetching.all(mirror.repository());
                mirror.fetched().add(EVERYTHING);
            } else {
                fetching.some(mirror.repository(), refs);
                mirror.fetched().addAll(refs);
            }
        } finally {
            talking.unlock();
        }
    }

    /** A ref that the remote has no longer. */
    void forget(Opened mirror, String ref) throws IOException {
        Fetching.forget(mirror.repository(), ref);
    }

    /** The commit that a ref names, tags peeled. */
    Optional<ObjectId> tip(Opened mirror, String ref) throws IOException, GitRefused {
        if (!mirror.fetched().contains(EVERYTHING) && !mirror.fetched().contains(ref)) {
            fetch(mirror, List.of(ref));
        }
        var found = mirror.repository().exactRef(ref);
        if (found == null || found.getObjectId() == null) {
            return Optional.empty();
        }
        try (var walk = new RevWalk(mirror.repository())) {
            return Optional.of(walk.parseCommit(found.getObjectId()).copy());
        } catch (IncorrectObjectTypeException _) {
            return Optional.empty();
        }
    }

    ObjectId existing(Opened mirror, CommitId commit) throws IOException, GitRefused {
        var id = ObjectId.fromString(commit.value());
        var objects = mirror.repository().getObjectDatabase();
        if (!objects.has(id)) {
            fetch(mirror, List.of());
        }
        if (!objects.has(id)) {
            fetchUnnamed(mirror, commit);
        }
        if (!objects.has(id)) {
            throw new GitRefused(
                    "there is no commit " + commit + " in " + remote,
                    "push it again: it was probably removed by a forced push");
        }
        return id;
    }

    private void fetchUnnamed(Opened mirror, CommitId commit) throws IOException, GitRefused {
        talking.lock();
        try {
            fetching.commit(mirror.repository(), commit.value());
        } catch (GitUnreachable _) {
            // Most servers refuse what no ref leads to, in words of their own; the remote answered a moment ago.
        } finally {
            talking.unlock();
        }
    }
}
