package dev.slipway.console.core.line;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.Phase;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line, as far as the facts that were read tell.
 *
 * @param pinned the revision that the environment is pinned to, as it is declared
 * @param desired the newest release in the config branch
 * @param live the one that was live last
 * @param hold why automation stands still; absent where it does not
 * @param waiting what the hold, or the pin, keeps out
 * @param back what a rollback would bring back
 * @param releases newest first
 */
public record LineView(
        String project,
        String environment,
        String application,
        @Nullable String pinned,
        @Nullable LineRelease desired,
        @Nullable LineRelease live,
        @Nullable LineHold hold,
        @Nullable LineRelease waiting,
        @Nullable LineRelease back,
        List<LineRelease> releases) {

    public LineView {
        releases = List.copyOf(releases);
    }

    public LineView pinnedTo(@Nullable String revision) {
        return new LineView(project, environment, application, revision, desired, live, hold, waiting, back, releases);
    }

    /** What is in Git, except the newest of it, which is there already. */
    public Stream<LineRelease> earlier() {
        return releases.stream()
                .filter(release -> release.configCommit() != null)
                .filter(release -> desired == null || !release.id().equals(desired.id()));
    }

    /**
     * @param by who held it; absent where a failed release did
     * @param firm whether only a person frees it; else a newer push that was not forced does so too
     */
    public record LineHold(String why, @Nullable String by, Instant since, boolean firm) {}

    /** @param by who asked for it; absent where it came by itself */
    public record LineRelease(
            UUID id,
            String rank,
            Phase phase,
            Instant since,
            @Nullable Origin origin,
            String commit,
            String subject,
            String author,
            @Nullable String image,
            @Nullable String configCommit,
            @Nullable String note,
            @Nullable String nextStep,
            @Nullable String by) {

        static LineRelease of(Release release, DeliveryView.Release seen) {
            var source = release.source();
            return new LineRelease(
                    release.id(),
                    release.rank().toString(),
                    seen.phase(),
                    seen.since(),
                    release.origin(),
                    source.id().value(),
                    source.subject(),
                    source.author().name(),
                    seen.image(),
                    seen.configCommit(),
                    seen.note(),
                    seen.nextStep(),
                    seen.by());
        }
    }
}
