package dev.slipway.console.core.work;

import static java.util.Objects.requireNonNull;

/** @param resource {@code *} for the whole service */
public record PausedWork(String service, String resource, String by) {

    public PausedWork {
        requireNonNull(resource, "an order without a resource");
    }
}
