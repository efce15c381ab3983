package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
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
    private static final String DEPLOY = WireNames.of(Deploy.class);

    /** As it may be shown: a variable's value may be secret. */
    public RawEvent shown() {
        return type.equals(DEPLOY)
                ? new RawEvent(id, delivery, cause, type, source, subject, project, time, hidden(data))
                : this;
    }

    private static String hidden(String data) {
        var deploy = Json.read(data.getBytes(StandardCharsets.UTF_8), Deploy.class);
        return new String(Json.write(deploy.hidden()), StandardCharsets.UTF_8);
    }

    /** The type without what all types share: {@code image.built}. */
    public String shortType() {
        return type.replaceFirst("^dev\\.slipway\\.", "").replaceFirst("\\.v\\d+$", "");
    }
}
