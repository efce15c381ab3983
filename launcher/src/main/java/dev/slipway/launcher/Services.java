package dev.slipway.launcher;

import java.util.List;

/** The services, in the order of the flow. */
final class Services {
    static final List<String> NAMES =
            List.of("webhook-service", "build-service", "config-updater", "sync-service", "notifier");

    static final List<String> ALL =
            List.of("webhook-service", "build-service", "config-updater", "sync-service", "notifier", "console");

    private Services() {}

    /** What its second port is called, where it says how it is. */
    static String health(String service) {
        return service + "-health";
    }
}
