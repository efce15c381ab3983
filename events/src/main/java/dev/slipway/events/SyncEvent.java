package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a sync-service says about a release, from its commit to its pods. */
public sealed interface SyncEvent extends Event {

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

    @Override
    default String topic() {
        return "sync";
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
            String nextStep) implements SyncEvent {}

    @WireName("dev.slipway.sync.started.v1")
    record SyncStarted(Release release, String cluster, CommitId commit, String engine) implements SyncEvent {}

    /** The objects are applied; from here on the cluster rolls out. */
    @WireName("dev.slipway.sync.progressed.v1")
    record SyncProgressed(Release release, String cluster, int objects, String seen) implements SyncEvent {}

    /** @param podsReady as many as are wanted; 0 where the engine does not count them */
    @WireName("dev.slipway.sync.release-live.v1")
    record ReleaseLive(Release release, String cluster, CommitId commit, String content, int podsReady)
            implements SyncEvent {}

    @WireName("dev.slipway.sync.failed.v1")
    record SyncFailed(Release release, String cluster, CommitId commit, Failure failure) implements SyncEvent {}
}
