package dev.slipway.console.core.work;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a service's open work, as people need it.
 *
 * @param key by which it is ordered about
 * @param delivery what it belongs to; a look at a repository belongs to none
 * @param failingSince since when every attempt has gone wrong
 */
public record OpenRow(
        String service,
        String resource,
        String key,
        UUID id,
        @Nullable UUID delivery,
        Instant since,
        int attempts,
        Instant nextTry,
        String waitsFor,
        @Nullable Instant failingSince) {

    public OpenRow {
        requireNonNull(resource, "a row without a resource");
        requireNonNull(id, "a row without an id");
        requireNonNull(since, "a row without a beginning");
        requireNonNull(nextTry, "a row without a next try");
    }
}
