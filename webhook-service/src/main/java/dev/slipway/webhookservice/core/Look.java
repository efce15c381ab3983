package dev.slipway.webhookservice.core;

import dev.slipway.events.values.RepositoryRef;
import org.jspecify.annotations.Nullable;

/** The work that a hint opens. */
public record Look(
        RepositoryRef repository,
        @Nullable String branch,
        @Nullable String after,
        @Nullable String pusher) {}
