package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.Failure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people see it.
 *
 * @param author who wrote the commit; nobody knows before the build has begun
 * @param idle a push that concerns no environment: kept, but not listed
 * @param ended when the last of its builds and releases ended; none while one has not
 */
public record DeliveryView(
        UUID id,
        String project,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String commit,
        @Nullable String author,
        @Nullable String subject,
        State state,
        boolean idle,
        Instant started,
        @Nullable Instant ended,
        List<Build> builds,
        List<Release> releases,
        List<Step> steps,
        List<Trouble> troubles,
        List<Message> messages) {

    public DeliveryView {
        builds = List.copyOf(builds);
        releases = List.copyOf(releases);
        steps = List.copyOf(steps);
        troubles = List.copyOf(troubles);
        messages = List.copyOf(messages);
    }

    /** @param note why it was skipped, or what came before it */
    public record Build(
            String application,
            Phase phase,
            Instant since,
            @Nullable String image,
            @Nullable String note) {}

    /** @param since when the phase began */
    public record Release(
            UUID id,
            String environment,
            String application,
            Phase phase,
            Instant since,
            @Nullable String image,
            @Nullable String configBranch,
            @Nullable String configCommit,
            @Nullable String cluster,
            @Nullable Integer podsReady,
            @Nullable String note) {}

    public enum StepName {
        @JsonProperty("received")
        RECEIVED,
        @JsonProperty("build")
        BUILD,
        @JsonProperty("commit")
        COMMIT,
        @JsonProperty("sync")
        SYNC,
        @JsonProperty("rollout")
        ROLLOUT,
        @JsonProperty("told")
        TOLD
    }

    /** A stretch of the way. The last one has no end while the delivery works on it. */
    public record Step(
            StepName name, Instant from, @Nullable Instant to) {}

    /** @param where the environment, or the application where no environment is concerned */
    public record Trouble(String where, Instant at, Failure failure) {}

    /** @param title what was sent; none if the channel refused it */
    public record Message(
            String channel,
            Instant at,
            @Nullable String title,
            @Nullable Failure failure) {}
}
