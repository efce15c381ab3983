package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which commit of a branch's whole history carries a trailer. Walks each commit once; a rewritten branch is walked again. */
final class TrailerIndex {
    private final String key;
    private final Map<String, CommitId> newest = new HashMap<>();
    private Optional<ObjectId> tip = Optional.empty();

    TrailerIndex(String key) {
        this.key = key.toLowerCase(Locale.ROOT);
    }

    synchronized Optional<CommitId> find(Repository mirror, ObjectId branchTip, String value) throws IOException {
        if (!tip.equals(Optional.of(branchTip))) {
            advance(mirror, branchTip);
        }
        return Optional.ofNullable(newest.get(value));
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
                add(commit);
            }
        }
        tip = Optional.of(branchTip.copy());
    }

    private void add(RevCommit commit) {
        for (var trailer : CommitInfo.trailersOf(commit.getFullMessage())) {
            if (trailer.key().toLowerCase(Locale.ROOT).equals(key)) {
                newest.put(trailer.value(), new CommitId(commit.name()));
            }
        }
    }

    private static boolean isAncestor(Repository mirror, ObjectId old, ObjectId branchTip) {
        try (var walk = new RevWalk(mirror)) {
            return walk.isMergedInto(walk.parseCommit(old), walk.parseCommit(branchTip));
        } catch (IOException _) {
            return false;
        }
    }
}
