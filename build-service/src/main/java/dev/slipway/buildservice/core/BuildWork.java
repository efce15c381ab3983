package dev.slipway.buildservice.core;

import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
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
            implements BuildWork {}

    /** Somebody has put an image into the registry. */
    record Sighting(ApplicationRef ref, ImageReference image) implements BuildWork {}

    /** A pipeline of the forge has ended; it may have been the one that builds. */
    record PipelineOver(ApplicationRef ref, Pipeline pipeline) implements BuildWork {}
}
