package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigRepository.Unread;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commits of a branch that are not ours: ours carry a trailer. */
final class PeoplesCommits {
    /** One push of ours has up to 500 commits, and a look that failed is made up for later. Beyond, what the branch says counts. */
    private static final int LOOKED_AT_MAX = 2_000;

    private final Mirror mirror;
    private final CommitId head;
    private final Known known;

    PeoplesCommits(Mirror mirror, CommitId head, Known known) {
        this.mirror = mirror;
        this.head = head;
        this.known = known;
    }

    /** What was read last, for projects that share a branch hear of the same push, each for itself; and what we pushed. */
    static final class Known {
        private static final int STRETCHES_MAX = 64;
        private static final int PUSHES_MAX = 1_024;
        private final Map<Stretch, List<CommitInfo>> theirs = new LinkedHashMap<>();
        private final Map<CommitId, CommitId> pushed = new LinkedHashMap<>();

        /** All between is of our making. */
        synchronized void pushed(CommitId from, CommitId to) {
            if (from.equals(to)) {
                return;
            }
            if (pushed.size() == PUSHES_MAX) {
                pushed.remove(pushed.keySet().iterator().next());
            }
            pushed.put(to, from);
        }

        private synchronized boolean isOurs(@Nullable CommitId since, CommitId head) {
            var at = head;
            while (at != null && !at.equals(since)) {
                at = pushed.get(at);
            }
            return at != null;
        }

        private synchronized @Nullable List<CommitInfo> of(Stretch stretch) {
            return theirs.get(stretch);
        }

        private synchronized void keep(Stretch stretch, List<CommitInfo> commits) {
            if (theirs.size() == STRETCHES_MAX) {
                theirs.remove(theirs.keySet().iterator().next());
            }
            theirs.put(stretch, commits);
        }
    }

    private record Stretch(Optional<CommitId> since, CommitId head, Set<String> ended) {}

    List<Edited> in(List<Unread> places) throws IOException, GitRefused {
        var edited = new ArrayList<Edited>();
        for (var unread : places) {
            in(unread).ifPresent(edited::add);
        }
        return edited;
    }

    private Optional<Edited> in(Unread unread) throws IOException, GitRefused {
        if (unread.ended().isEmpty() && known.isOurs(unread.since(), head)) {
            return untold(unread);
        }
        if (isSetBack(unread)) {
            return asItStands(unread.place());
        }
        var newest = newest(unread);
        return newest.isPresent() ? newest : untold(unread);
    }

    private Optional<Edited> newest(Unread unread) throws IOException, GitRefused {
        var place = unread.place();
        for (var commit : theirs(unread)) {
            if (unread.merges().contains(commit.id())) {
                continue;
            }
            var made = content(commit.id(), place);
            if (made.isPresent() && !made.equals(before(commit, place))) {
                var now = content(head, place).orElse(made.get());
                return Optional.of(new Edited(place, source(commit), made.get(), head, now, false));
            }
        }
        return Optional.empty();
    }

    /** Whatever brought it there: a commit of ours that somebody carried over or brought back, or one behind too many others. */
    private Optional<Edited> untold(Unread unread) throws IOException, GitRefused {
        var told = unread.content();
        return told == null
                ? Optional.empty()
                : asItStands(unread.place()).filter(edited -> !edited.content().equals(told));
    }

    /** A forced push has left behind what was read last. */
    private boolean isSetBack(Unread unread) throws IOException, GitRefused {
        var since = unread.since();
        try {
            return since != null && !since.equals(head) && !mirror.contains(head, since);
        } catch (GitRefused _) {
            return true; // it is nowhere any more
        }
    }

    /** Whoever made it: it is what the branch says now. */
    private Optional<Edited> asItStands(Place place) throws IOException, GitRefused {
        var source = source(mirror.at(head).info());
        return content(head, place).map(content -> new Edited(place, source, content, head, content, true));
    }

    private static SourceCommit source(CommitInfo commit) {
        return new SourceCommit(commit.id(), commit.author(), commit.subject(), commit.authoredAt());
    }

    private List<CommitInfo> theirs(Unread unread) throws IOException, GitRefused {
        var since = Optional.ofNullable(unread.since());
        var stretch = new Stretch(since, head, unread.ended());
        var read = known.of(stretch);
        if (read == null) {
            read = mirror.log(head, since, LOOKED_AT_MAX).stream()
                    .filter(commit -> !CommitText.isOurs(commit)
                            || commit.trailer(CommitText.RELEASE)
                                    .filter(unread.ended()::contains)
                                    .isPresent())
                    .toList();
            known.keep(stretch, read);
        }
        return read;
    }

    private Optional<String> before(CommitInfo commit, Place place) throws IOException, GitRefused {
        return commit.parents().isEmpty()
                ? Optional.empty()
                : content(commit.parents().getFirst(), place);
    }

    private Optional<String> content(CommitId commit, Place place) throws IOException, GitRefused {
        return mirror.at(commit).content(place.path());
    }
}
