package dev.slipway.events;

import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.SourceCommit;
import org.jspecify.annotations.Nullable;

/** What build-service says about images. */
public sealed interface ImageEvent extends Event {

    ApplicationRef application();

    String branch();

    CommitId commit();

    Ordinal ordinal();

    @Override
    default String project() {
        return application().project();
    }

    @Override
    default String subject() {
        return application() + "@" + ordinal();
    }

    @Override
    default String topic() {
        return "image";
    }

    @WireName("dev.slipway.image.build-queued.v1")
    record BuildQueued(ApplicationRef application, String branch, CommitId commit, Ordinal ordinal)
            implements ImageEvent {}

    @WireName("dev.slipway.image.build-started.v1")
    record BuildStarted(ApplicationRef application, String branch, SourceCommit source, Ordinal ordinal)
            implements ImageEvent {
        @Override
        public CommitId commit() {
            return source.id();
        }
    }

    /**
     * The registry has confirmed the digest.
     *
     * @param forced whether the push left commits out that the branch had before; absent where that is not known
     */
    @WireName("dev.slipway.image.built.v1")
    record ImageBuilt(
            ApplicationRef application,
            String branch,
            SourceCommit source,
            Ordinal ordinal,
            ImageReference image,
            @Nullable Boolean forced)
            implements ImageEvent {

        public ImageBuilt(
                ApplicationRef application, String branch, SourceCommit source, Ordinal ordinal, ImageReference image) {
            this(application, branch, source, ordinal, image, null);
        }

        @Override
        public CommitId commit() {
            return source.id();
        }
    }

    @WireName("dev.slipway.image.build-failed.v1")
    record BuildFailed(ApplicationRef application, String branch, CommitId commit, Ordinal ordinal, Failure failure)
            implements ImageEvent {}

    /** Nothing to build, for a reason that stands in the commit or in the catalog. */
    @WireName("dev.slipway.image.build-skipped.v1")
    record BuildSkipped(ApplicationRef application, String branch, CommitId commit, Ordinal ordinal, String reason)
            implements ImageEvent {}

    /** A newer push of the branch came before this build began. */
    @WireName("dev.slipway.image.build-superseded.v1")
    record BuildSuperseded(ApplicationRef application, String branch, CommitId commit, Ordinal ordinal, Ordinal by)
            implements ImageEvent {}
}
