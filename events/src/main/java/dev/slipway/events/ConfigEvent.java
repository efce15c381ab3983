package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;

/** What config-updater says about releases, up to the commit in the config branch. */
public sealed interface ConfigEvent extends Event {

    Release release();

    @Override
    default String project() {
        return release().environment().project();
    }

    @Override
    default String subject() {
        return release().environment() + "/" + release().application() + "@"
                + release().ordinal();
    }

    @Override
    default String topic() {
        return "config";
    }

    @WireName("dev.slipway.config.release-requested.v1")
    record ReleaseRequested(Release release) implements ConfigEvent {}

    /** A higher ordinal of the same line came first; nothing is done for this one any more. */
    @WireName("dev.slipway.config.release-superseded.v1")
    record ReleaseSuperseded(Release release, Ordinal by) implements ConfigEvent {}

    @WireName("dev.slipway.config.updated.v1")
    record ConfigUpdated(Release release, String branch, String path, CommitId commit, String content)
            implements ConfigEvent {}

    /** The branch already says what the release wants. */
    @WireName("dev.slipway.config.unchanged.v1")
    record ConfigUnchanged(Release release, String branch, String path, CommitId commit) implements ConfigEvent {}

    @WireName("dev.slipway.config.failed.v1")
    record ConfigFailed(Release release, Failure failure) implements ConfigEvent {}
}
