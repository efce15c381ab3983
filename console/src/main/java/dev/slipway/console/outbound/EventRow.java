package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An event as the table has it. */
final class EventRow {
    static final String COLUMNS = "id, delivery, cause, type, source, subject, project, at, data";
    private static final EventCodec CODEC = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class));

    private EventRow() {}

    static RawEvent event(ResultSet row) throws SQLException {
        return new RawEvent(
                row.getObject("id", UUID.class),
                row.getObject("delivery", UUID.class),
                row.getObject("cause", UUID.class),
                row.getString("type"),
                row.getString("source"),
                row.getString("subject"),
                row.getString("project"),
                Sql.instant(row, "at"),
                row.getString("data"));
    }

    static List<Fact<?>> facts(List<RawEvent> events) {
        var facts = new ArrayList<Fact<?>>();
        for (var event : events) {
            CODEC.decode(headers(event), event.data().getBytes(StandardCharsets.UTF_8))
                    .ifPresent(facts::add);
        }
        return facts;
    }

    private static Map<String, String> headers(RawEvent event) {
        var headers = new HashMap<String, String>();
        headers.put("ce_id", event.id().toString());
        headers.put("ce_type", event.type());
        headers.put("ce_source", event.source());
        headers.put("ce_time", event.time().toString());
        return headers;
    }
}
