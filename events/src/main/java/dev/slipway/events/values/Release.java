package dev.slipway.events.values;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change to one environment. Its place in its line is the ordinal of the push it came from.
 *
 * @param application the application, or {@link #CONFIG} where people changed the environment's configuration itself
 * @param image what is to run; absent where people changed the configuration, whatever in it
 * @param id the same wherever the release is spoken of: in events, in the commit's trailer, in a message
 */
public record Release(
        UUID id,
        EnvironmentRef environment,
        String application,
        Ordinal ordinal,
        SourceCommit source,
        @Nullable ImageReference image) {
    /** No application can have this name. */
    public static final String CONFIG = "config";
}
