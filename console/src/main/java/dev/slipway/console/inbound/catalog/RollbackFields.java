package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a release has failed, and whether what was live before comes back then. */
final class RollbackFields {
    private RollbackFields() {}

    static Environment.@Nullable Rollback read(@Nullable Fields fields) {
        return fields == null
                ? null
                : new Environment.Rollback(
                        fields.oneOf("automatic", List.of("true", "false")).equals("true"),
                        seconds(fields.optionalText("after", Rule.ROLLOUT)));
    }

    private static @Nullable Integer seconds(@Nullable String after) {
        return after == null || !Rule.ROLLOUT.admits(after)
                ? null
                : Math.toIntExact(
                        Duration.parse("PT" + after.toUpperCase(Locale.ROOT)).toSeconds());
    }
}
