package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Release;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One release to be written into a config branch, with all that was declared when it was asked for. */
public record ConfigChange(
        Release release,
        Repository repository,
        Environment.Config config,
        @Nullable UUID delivery) {}
