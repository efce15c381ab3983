package dev.slipway.buildservice.core;

import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.SourceCommit;
import org.jspecify.annotations.Nullable;

/** What is to be done about an application's images. */
public sealed interface BuildWork {

    ApplicationRef ref();

    /**
     * One image to make, or to wait for, with all that was declared when it was asked for.
     *
     * @param before the branch's head before the push, none where it is built as it stands
     */
    record Build(
            ApplicationRef ref,
            Application application,
            Repository repository,
            String branch,
            @Nullable CommitId before,
            CommitId commit,
            Ordinal ordinal)
            implements BuildWork {

        /** The same push, whatever was declared when it was asked for. */
        boolean isSameAs(Build other) {
            return branch.equals(other.branch) && commit.equals(other.commit) && ordinal.equals(other.ordinal);
        }

        BuildStarted started(SourceCommit source) {
            return new BuildStarted(ref, branch, source, ordinal);
        }

        BuildSkipped skipped(String reason) {
            return new BuildSkipped(ref, branch, commit, ordinal, reason);
        }

        BuildSuperseded supersededBy(Ordinal newer) {
            return new BuildSuperseded(ref, branch, commit, ordinal, newer);
        }

        BuildFailed failed(Failure why) {
            return new BuildFailed(ref, branch, commit, ordinal, why);
        }
    }

    /** Somebody has put an image into the registry. */
    record Sighting(ApplicationRef ref, ImageReference image) implements BuildWork {}

    /** A pipeline of the forge has ended; it may have been the one that builds. */
    record PipelineOver(ApplicationRef ref, Pipeline pipeline) implements BuildWork {}
}
