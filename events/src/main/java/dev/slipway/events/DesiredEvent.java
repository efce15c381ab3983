package dev.slipway.events;

import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an environment, or an engine of the cluster, should be: one row of {@code desired.<cluster>}, all that a sync-service needs to know. */
public sealed interface DesiredEvent extends Event {

    /**
     * @param generation grows with every row of the environment; a reader ignores lower ones
     * @param content the hash of the tree that the environment renders from
     * @param cluster the one that the engine runs in, whose sync-service reads this
     * @param target the cluster that the engine brings it into, where that is another one
     * @param engine the type of engine
     * @param settings what the engine is told; what an older version wrote has none
     * @param releases the lines' newest committed releases, each with the cause its sync belongs to
     * @param sync when it is done; absent: at once
     * @param asked that it is done now, whatever {@code sync} says; absent: it waits for that
     * @param rolloutSeconds how long a rollout may take until it has failed; absent: as the sync-service is set
     * @param gone whether it is no longer this cluster's: nobody looks at it any more, and what is there stays as it is. The releases are
     *     those that have not ended. Absent: it is here
     */
    @WireName("dev.slipway.desired.environment.v1")
    record EnvironmentDesired(
            EnvironmentRef environment,
            String cluster,
            String namespace,
            long generation,
            Source source,
            String content,
            String engine,
            @Nullable Engine settings,
            List<ReleaseDesired> releases,
            @Nullable String target,
            @Nullable Sync sync,
            @Nullable Asked asked,
            @Nullable Integer rolloutSeconds,
            @Nullable Boolean gone)
            implements DesiredEvent {

        public EnvironmentDesired {
            releases = List.copyOf(releases);
        }

        public EnvironmentDesired(
                EnvironmentRef environment,
                String cluster,
                String namespace,
                long generation,
                Source source,
                String content,
                String engine,
                @Nullable Engine settings,
                List<ReleaseDesired> releases,
                @Nullable String target) {
            this(
                    environment,
                    cluster,
                    namespace,
                    generation,
                    source,
                    content,
                    engine,
                    settings,
                    releases,
                    target,
                    null,
                    null,
                    null,
                    null);
        }

        /** As versions wrote it whose engines were told nothing. */
        public EnvironmentDesired(
                EnvironmentRef environment,
                String cluster,
                String namespace,
                long generation,
                Source source,
                String content,
                String engine,
                List<ReleaseDesired> releases) {
            this(
                    environment,
                    cluster,
                    namespace,
                    generation,
                    source,
                    content,
                    engine,
                    null,
                    releases,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** The same row, that is done at other times. */
        public EnvironmentDesired synced(@Nullable Sync when, @Nullable Asked now) {
            return new EnvironmentDesired(
                    environment,
                    cluster,
                    namespace,
                    generation,
                    source,
                    content,
                    engine,
                    settings,
                    releases,
                    target,
                    when,
                    now,
                    rolloutSeconds,
                    gone);
        }

        /** The same row, of an environment that has left. */
        public EnvironmentDesired left() {
            return new EnvironmentDesired(
                    environment,
                    cluster,
                    namespace,
                    generation,
                    source,
                    content,
                    engine,
                    settings,
                    releases,
                    target,
                    null,
                    null,
                    rolloutSeconds,
                    true);
        }

        public boolean hasLeft() {
            return gone != null && gone;
        }

        /** The cluster that the releases are live in. */
        public String destination() {
            return target == null ? cluster : target;
        }

        @Override
        public String project() {
            return environment.project();
        }

        @Override
        public String subject() {
            return environment + "@" + generation;
        }

        @Override
        public String topic() {
            return "desired." + cluster;
        }

        @Override
        public String key() {
            return environment.toString();
        }
    }

    /**
     * An engine that the cluster should have, since somebody has asked for it; as {@link CommandEvent.InstallEngine} says.
     *
     * @param order the command's id: each has a row of its own, for each is answered, also where another one comes before it was read
     */
    @WireName("dev.slipway.desired.engine.v1")
    record EngineDesired(String cluster, String engine, String from, String sha256, String by, UUID order)
            implements DesiredEvent {

        /** It is of no project: the cluster stands for it. */
        @Override
        public String project() {
            return cluster;
        }

        @Override
        public String subject() {
            return cluster + "/" + engine;
        }

        @Override
        public String topic() {
            return "desired." + cluster;
        }

        /** No environment's key has a colon. */
        @Override
        public String key() {
            return "engine:" + engine + ":" + order;
        }
    }

    /** Where the content is read; {@code credentials} is the name of a secret. */
    record Source(String url, @Nullable String credentials, String branch, CommitId commit, String path) {}

    record ReleaseDesired(Release release, Cause cause) {}

    /**
     * A person asked for it, or a line was turned back.
     *
     * @param by who did; absent where a failed release did
     * @param again whether it is done once more where all of it was done before
     */
    record Asked(@Nullable String by, boolean again) {}
}
