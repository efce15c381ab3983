package dev.slipway.events.values;

import java.util.UUID;

/**
 * One change to one environment. Its place in its line is the ordinal of the push it came from.
 *
 * @param id the same wherever the release is spoken of: in events, in the commit's trailer, in a message
 */
public record Release(
        UUID id,
        EnvironmentRef environment,
        String application,
        Ordinal ordinal,
        SourceCommit source,
        ImageReference image) {}
