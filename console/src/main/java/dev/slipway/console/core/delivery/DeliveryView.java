package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people see it.
 *
 * @param command what a person asked for, where it began so
 * @param lines what became of lines; rows that were kept before there were any have none
 * @param author who wrote the commit; nobody knows before the build has begun
 * @param idle a push that concerns no environment: kept, but not listed
 * @param ended when the last of its builds and releases ended; none while one has not
 * @param installation the engine that was to be installed, where that was asked for
 */
public record DeliveryView(
        UUID id,
        String project,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String commit,
        @Nullable String author,
        @Nullable String subject,
        @Nullable Command command,
        State state,
        boolean idle,
        Instant started,
        @Nullable Instant ended,
        List<Build> builds,
        List<Release> releases,
        List<Step> steps,
        List<Trouble> troubles,
        @Nullable List<LineChange> lines,
        List<Message> messages,
        @Nullable Installation installation) {

    public DeliveryView {
        builds = List.copyOf(builds);
        releases = List.copyOf(releases);
        steps = List.copyOf(steps);
        troubles = List.copyOf(troubles);
        lines = lines == null ? List.of() : List.copyOf(lines);
        messages = List.copyOf(messages);
    }

    /** @param note why it was skipped, or what came before it */
    public record Build(
            String application,
            Phase phase,
            Instant since,
            @Nullable String image,
            @Nullable String note) {}

    /**
     * @param environment of a command about an engine: the cluster
     * @param application of a command about an engine: the engine
     * @param to the release that was named, by its rank
     */
    public record Command(
            CommandKind what,
            String environment,
            String application,
            String by,
            @Nullable String to,
            @Nullable String why) {}

    public enum CommandKind {
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("hold")
        HOLD,
        @JsonProperty("free")
        FREE,
        @JsonProperty("promote")
        PROMOTE,
        @JsonProperty("deploy")
        DEPLOY,
        @JsonProperty("sync")
        SYNC,
        @JsonProperty("install")
        INSTALL
    }

    /**
     * @param version as the manifest says; none before it was read, or where it does not say
     * @param objects how many the manifest has; 0 before it was read
     * @param now what was applied last, or what it waits for; none before it was read, and in the end
     * @param since when that was said
     */
    public record Installation(
            String cluster,
            String engine,
            State state,
            @Nullable String version,
            int objects,
            int applied,
            @Nullable String now,
            Instant since) {}

    /**
     * A line was held or freed.
     *
     * @param firm whether only a person frees it
     * @param by who did it; absent where a failed release or a newer push did
     */
    public record LineChange(
            String environment,
            String application,
            Instant at,
            boolean held,
            boolean firm,
            @Nullable String why,
            @Nullable String by) {}

    /**
     * @param since when the phase began
     * @param note why it waits, or what came before it
     * @param nextStep what a person may do about it, where it waits
     * @param by who asked for it; absent where it came by itself
     */
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
            @Nullable String note,
            @Nullable String rank,
            @Nullable Origin origin,
            @Nullable String nextStep,
            @Nullable String by) {}

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
