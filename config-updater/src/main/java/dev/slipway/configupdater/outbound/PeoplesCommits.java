package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commits of a branch that are not ours: ours carry a trailer. */
final class PeoplesCommits {
    private static final int LOOKED_AT_MAX = 300;
    private final Mirror mirror;
    private final CommitId head;
    private final List<CommitInfo> commits;

    PeoplesCommits(Mirror mirror, CommitId head, @Nullable CommitId since) throws IOException, GitRefused {
        this.mirror = mirror;
        this.head = head;
        commits = newestFirst(since).stream()
                .filter(commit -> commit.trailer(CommitText.RELEASE).isEmpty()
                        && !commit.committer().equals(CommitText.slipway()))
                .toList();
    }

    private List<CommitInfo> newestFirst(@Nullable CommitId since) throws IOException, GitRefused {
        try {
            return since == null
                    ? mirror.log(head, Optional.empty(), 1)
                    : mirror.log(head, Optional.of(since), LOOKED_AT_MAX);
        } catch (GitRefused e) {
            return mirror.log(head, Optional.empty(), 1); // a forced push has left the earlier head behind
        }
    }

    List<Edited> in(List<Place> places) throws IOException, GitRefused {
        var edited = new ArrayList<Edited>();
        for (var place : places) {
            for (var commit : commits) {
                var made = content(commit.id(), place);
                if (made.isPresent() && !made.equals(before(commit, place))) {
                    var source = new SourceCommit(commit.id(), commit.author(), commit.subject(), commit.authoredAt());
                    edited.add(new Edited(
                            place,
                            source,
                            made.get(),
                            head,
                            content(head, place).orElse(made.get())));
                    break;
                }
            }
        }
        return edited;
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
