package dev.slipway.events.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A Git repository on a forge.
 *
 * @param credentials the name of a secret with {@code username} and {@code password}
 * @param hook the name of a secret with the webhook's {@code token}
 */
public record Repository(
        String name,
        String forge,
        String path,
        String url,
        @Nullable String credentials,
        @Nullable String hook) {}
