package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Redacted;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sync-service says about a cluster: of a release from its commit to its pods, of the engines between releases, of the engines themselves, and of their installation. */
public sealed interface SyncEvent extends Event {

    @Override
    default String topic() {
        return "sync";
    }

    /** About a release. */
    sealed interface OfRelease extends SyncEvent {

        Release release();

        @Override
        default String project() {
            return release().environment().project();
        }

        @Override
        default String subject() {
            return release().environment() + "/" + release().application() + "@"
                    + release().rank();
        }
    }
    /**
     * It is in Git, and waits until its environment may be synced.
     *
     * @param until when it goes on by itself; absent where nobody knows
     */
    @WireName("dev.slipway.sync.awaited.v1")
    record SyncAwaited(
            Release release,
            String cluster,
            String why,
            @Nullable Instant until,
            String nextStep) implements OfRelease {}

    @WireName("dev.slipway.sync.started.v1")
    record SyncStarted(Release release, String cluster, CommitId commit, String engine) implements OfRelease {}

    /**
     * The objects are applied; from here on the cluster rolls out. Said again as it goes, the less often the longer it takes.
     *
     * @param since when it was seen so; absent where the objects have just been applied
     */
    @WireName("dev.slipway.sync.progressed.v1")
    record SyncProgressed(
            Release release,
            String cluster,
            int objects,
            String seen,
            @Nullable Instant since) implements OfRelease {
        private static final int SEEN_MAX = 500;

        public SyncProgressed {
            seen = Texts.cut(Redacted.of(seen), SEEN_MAX);
        }

        @Override
        public String subject() {
            return OfRelease.super.subject() + (since == null ? "" : "#" + since);
        }
    }

    /** @param podsReady as many as are wanted; 0 where the engine does not count them */
    @WireName("dev.slipway.sync.release-live.v1")
    record ReleaseLive(Release release, String cluster, CommitId commit, String content, int podsReady)
            implements OfRelease {}

    @WireName("dev.slipway.sync.failed.v1")
    record SyncFailed(Release release, String cluster, CommitId commit, Failure failure) implements OfRelease {}

    /**
     * An engine itself is otherwise in a cluster than before, and has kept to it: what it is made of, and whether that runs.
     *
     * @param engine the type of engine
     * @param namespace where it was looked for
     * @param health missing where it is not there at all; unknown where nobody shows it
     * @param version as its manifests call it; absent where they do not say
     * @param served its kinds that the cluster knows, each with its version
     * @param troubles what keeps it from working, or us from seeing it; none where all is well
     * @param since when it was first found so
     */
    @WireName("dev.slipway.sync.engine-found.v1")
    record EngineFound(
            String cluster,
            String engine,
            String namespace,
            EngineHealth health,
            @Nullable String version,
            List<EngineComponent> components,
            List<String> served,
            List<String> troubles,
            Instant since)
            implements SyncEvent {
        private static final int LISTED_MAX = 50;
        private static final int TROUBLE_MAX = 500;

        public EngineFound {
            components = components.stream().limit(LISTED_MAX).toList();
            served = served.stream().limit(LISTED_MAX).toList();
            troubles = troubles.stream()
                    .limit(LISTED_MAX)
                    .map(one -> Texts.cut(one, TROUBLE_MAX))
                    .toList();
        }

        /** It is of no project: the cluster stands for it. */
        @Override
        public String project() {
            return cluster;
        }

        @Override
        public String subject() {
            return cluster + "/" + engine + "@" + since;
        }
    }

    /** About an engine that is being installed since a person has asked for it. */
    sealed interface OfInstallation extends SyncEvent {

        String cluster();

        /** The type of engine. */
        String engine();

        /** It is of no project: the cluster stands for it. */
        @Override
        default String project() {
            return cluster();
        }

        @Override
        default String subject() {
            return cluster() + "/" + engine();
        }
    }

    /**
     * How far it is. There are few of these, however many objects there are.
     *
     * @param step grows from 0
     * @param version of the manifest; absent where it does not say
     * @param objects how many the manifest has
     * @param applied how many of them are applied
     * @param now what was applied last, or what is waited for
     */
    @WireName("dev.slipway.sync.engine-installing.v1")
    record EngineInstalling(
            String cluster,
            String engine,
            int step,
            @Nullable String version,
            int objects,
            int applied,
            String now) implements OfInstallation {
        private static final int NOW_MAX = 500;

        public EngineInstalling {
            now = Texts.cut(now, NOW_MAX);
        }

        @Override
        public String subject() {
            return cluster + "/" + engine + "@" + step;
        }
    }

    /** All that the manifest has is in the cluster, and its pods are ready. */
    @WireName("dev.slipway.sync.engine-installed.v1")
    record EngineInstalled(
            String cluster, String engine, @Nullable String version, int objects, int podsReady)
            implements OfInstallation {}

    /** What was applied before stays. */
    @WireName("dev.slipway.sync.engine-install-failed.v1")
    record EngineInstallFailed(String cluster, String engine, Failure failure) implements OfInstallation {}

    /**
     * An environment's engine says something else than before, and has kept to it. What only passes is not said.
     *
     * @param cluster the one that the environment is live in
     * @param engine the type of engine
     * @param object the engine's object as people name it: {@code Application argocd/hichat-prod}
     * @param revision what it has applied, or compared with last, as the engine calls it
     * @param message why it is not as it should be
     * @param resources how many objects it has brought into the cluster; none where the engine does not count them
     * @param since when it was first seen so
     */
    @WireName("dev.slipway.sync.engine-observed.v1")
    record EngineObserved(
            EnvironmentRef environment,
            String cluster,
            String engine,
            String object,
            EngineSync sync,
            EngineHealth health,
            @Nullable String revision,
            @Nullable String message,
            @Nullable Integer resources,
            Instant since)
            implements SyncEvent {
        private static final int MESSAGE_MAX = 1_000;

        public EngineObserved {
            message = message == null ? null : Texts.cut(message, MESSAGE_MAX);
        }

        @Override
        public String project() {
            return environment.project();
        }

        @Override
        public String subject() {
            return environment + "@" + since;
        }
    }
}
