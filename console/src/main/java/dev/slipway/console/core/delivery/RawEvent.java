package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it stood in its topic. */
public record RawEvent(
        UUID id,
        @Nullable UUID delivery,
        @Nullable UUID cause,
        String type,
        String source,
        String subject,
        String project,
        Instant time,
        @JsonRawValue String data) {

    /** The type without what all types share: {@code image.built}. */
    public String shortType() {
        return type.replaceFirst("^dev\\.slipway\\.", "").replaceFirst("\\.v\\d+$", "");
    }
}
