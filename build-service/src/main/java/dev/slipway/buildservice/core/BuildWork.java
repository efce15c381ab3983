package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;

/** One image to make, with all that was declared when it was asked for. */
public record BuildWork(
        ApplicationRef ref,
        Application application,
        Repository repository,
        String branch,
        CommitId commit,
        Ordinal ordinal) {}
