package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Environment.Config.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a change comes into the config branch. */
final class ConfigMode {
    private static final String KEY = "mode";
    private static final String MERGE_REQUEST = "merge-request";

    private ConfigMode() {}

    static @Nullable Mode of(Fields fields) {
        if (!fields.has(KEY)) {
            return null;
        }
        var chosen = fields.oneOf(KEY, List.of("push", MERGE_REQUEST));
        return chosen.equals(MERGE_REQUEST) ? Mode.MERGE_REQUEST : Mode.PUSH;
    }
}
