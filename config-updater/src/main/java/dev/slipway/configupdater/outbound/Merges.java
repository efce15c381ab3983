package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Proposals.Merged;
import dev.slipway.events.values.CommitId;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Whether a config branch holds what was proposed, and which commits of people brought it. */
final class Merges {
    private static final int LOOKED_AT_MAX = 200;
    private static final String NOTHING = "nothing";
    private final Mirror mirror;
    private final CommitId tip;
    private final Drafts drafts;

    Merges(Mirror mirror, String branch, CommitId tip, Clock clock) {
        this.mirror = mirror;
        this.tip = tip;
        drafts = new Drafts(mirror, branch, clock, new KnownFolders());
    }

    /** @param found the commit of the branch that has the release's trailer */
    Optional<Merged> of(ConfigChange change, Optional<CommitId> found) throws IOException, GitRefused {
        var proposed = change.proposed();
        if (found.isEmpty() && (proposed == null || !isSaid(change))) {
            return Optional.empty();
        }
        var base = proposed == null ? parent(found.orElseThrow()) : Optional.of(proposed.base());
        var merges = newestFirst(change, base);
        var made = merges.isEmpty() ? found : Optional.of(merges.getFirst());
        return Optional.of(
                new Merged(tip, content(tip, change), content(made.orElse(tip), change), new HashSet<>(merges)));
    }

    private Optional<CommitId> parent(CommitId commit) throws IOException, GitRefused {
        return mirror.at(commit).info().parents().stream().findFirst();
    }

    /** Whether it would change nothing any more: squashed, or done by hand. */
    private boolean isSaid(ConfigChange change) throws IOException, GitRefused {
        var edit = edit(change);
        return drafted(change, edit, tip).isEmpty() && edit.without(Optional.of(tip)) instanceof Unchanged;
    }

    /** Commits of people after which the path holds what the change makes of what it held before. */
    private List<CommitId> newestFirst(ConfigChange change, Optional<CommitId> base) throws IOException, GitRefused {
        var merges = new ArrayList<CommitId>();
        for (var commit : log(base)) {
            if (!CommitText.isOurs(commit) && !commit.parents().isEmpty() && brings(commit, change)) {
                merges.add(commit.id());
            }
        }
        return merges;
    }

    private List<CommitInfo> log(Optional<CommitId> base) throws IOException {
        try {
            return mirror.log(tip, base, LOOKED_AT_MAX);
        } catch (GitRefused _) {
            return List.of(); // a forced push has left the proposal's base behind
        }
    }

    private boolean brings(CommitInfo commit, ConfigChange change) throws IOException {
        try {
            var before = commit.parents().getFirst();
            var after = content(commit.id(), change);
            if (after.equals(content(before, change))) {
                return false;
            }
            var edit = edit(change);
            return drafted(change, edit, before).isPresent() && edit.content().equals(after);
        } catch (GitRefused _) {
            return false;
        }
    }

    private static ImageChange edit(ConfigChange change) {
        return new ImageChange(change, new KnownFolder(change.config().path()));
    }

    private Optional<CommitId> drafted(ConfigChange change, ImageChange edit, CommitId upon)
            throws IOException, GitRefused {
        return mirror.drafted(upon, List.of(drafts.of(change, edit, Optional.of(upon))))
                .getFirst();
    }

    private String content(CommitId commit, ConfigChange change) throws IOException, GitRefused {
        return mirror.at(commit).content(change.config().path()).orElse(NOTHING);
    }
}
