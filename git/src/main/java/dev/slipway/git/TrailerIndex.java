package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Which commit of a branch's whole history carries a trailer. Walks each commit once, our own not at all; a rewritten branch is walked
 * again.
 */
final class TrailerIndex {
    private final String key;
    private final CommitsByText newest = new CommitsByText();
    private Optional<ObjectId> tip = Optional.empty();

    TrailerIndex(String key) {
        this.key = key.toLowerCase(Locale.ROOT);
    }

    synchronized Optional<CommitId> find(Repository mirror, ObjectId branchTip, String value) throws IOException {
        if (!tip.equals(Optional.of(branchTip))) {
            advance(mirror, branchTip);
        }
        var found = newest.find(value);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (var walk = new RevWalk(mirror)) {
            var message = walk.parseCommit(found.get()).getFullMessage();
            return CommitInfo.trailersOf(message).stream()
                            .anyMatch(it -> isMine(it) && it.value().equals(value))
                    ? Optional.of(new CommitId(found.get().name()))
                    : Optional.empty();
        }
    }

    /** The branch went from one commit to another by these, each upon the one before, as its draft says. */
    synchronized void wrote(ObjectId from, ObjectId to, List<CommitDraft> drafts, List<Optional<CommitId>> commits) {
        if (!tip.equals(Optional.of(from))) {
            return;
        }
        for (var i = 0; i < drafts.size(); i++) {
            if (commits.get(i).isPresent()) {
                add(
                        drafts.get(i).message().trailers(),
                        ObjectId.fromString(commits.get(i).get().value()));
            }
        }
        tip = Optional.of(to);
    }

    private void advance(Repository mirror, ObjectId branchTip) throws IOException {
        var known = tip.filter(old -> isAncestor(mirror, old, branchTip));
        tip = Optional.empty();
        if (known.isEmpty()) {
            newest.clear();
        }
        try (var walk = new RevWalk(mirror)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(branchTip));
            if (known.isPresent()) {
                walk.markUninteresting(walk.parseCommit(known.get()));
            }
            for (var commit : walk) {
                add(CommitInfo.trailersOf(commit.getFullMessage()), commit);
            }
        }
        tip = Optional.of(branchTip.copy());
    }

    private void add(List<Trailer> trailers, ObjectId commit) {
        trailers.stream().filter(this::isMine).forEach(trailer -> newest.put(trailer.value(), commit));
    }

    private boolean isMine(Trailer trailer) {
        return trailer.key().toLowerCase(Locale.ROOT).equals(key);
    }

    private static boolean isAncestor(Repository mirror, ObjectId old, ObjectId branchTip) {
        try (var walk = new RevWalk(mirror)) {
            return walk.isMergedInto(walk.parseCommit(old), walk.parseCommit(branchTip));
        } catch (IOException _) {
            return false;
        }
    }
}
