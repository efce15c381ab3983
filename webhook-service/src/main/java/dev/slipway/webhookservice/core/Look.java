package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.RepositoryRef;

/** The work that a hint opens. */
public sealed interface Look {

    /** At a repository, whatever the hint told of it. */
    record AtRepository(RepositoryRef repository, Told told) implements Look {}

    /** At one tag of an image. */
    record AtImage(ApplicationRef ref, Application application, String tag) implements Look {}
}
