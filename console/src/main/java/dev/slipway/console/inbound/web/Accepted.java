package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.Ahead;
import dev.slipway.console.core.line.LineOrders.Ordered;
import dev.slipway.events.wire.Json;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What a program is answered that has ordered something: where to look, and a sentence for people in their language. */
final class Accepted {
    private Accepted() {}

    static Response of(Ordered ordered, Viewer viewer) {
        var delivery = ordered.delivery();
        var say = viewer.chinese()
                ? MessageBundles.get(Messages.class, Localized.Literal.of(viewer.lang()))
                : MessageBundles.get(Messages.class);
        return Response.accepted(Json.write(Map.of(
                        "delivery",
                        delivery,
                        "see",
                        "/api/deliveries/" + delivery,
                        "page",
                        "/deliveries/" + delivery,
                        "message",
                        sentence(ordered.ahead(), say))))
                .build();
    }

    private static String sentence(Ahead ahead, Messages say) {
        var line = ahead.line().toString();
        return switch (ahead) {
            case Ahead.Back back -> say.ahead_back(line, back.release());
            case Ahead.BackAtOnce back -> say.ahead_at_once(line, back.release());
            case Ahead.Held _ -> say.ahead_held(line);
            case Ahead.Promoted(var _, var release) ->
                release == null ? say.ahead_newest(line) : say.ahead_promoted(line, release);
            case Ahead.Free(var _, var waiting) ->
                waiting == null ? say.ahead_free(line) : say.ahead_waiting(line, waiting);
            case Ahead.Deployed _ -> say.ahead_deployed(line);
            case Ahead.Installed _ -> say.ahead_installed(line);
            case Ahead.Synced(var _, var strategy) ->
                strategy == null ? say.ahead_synced(line) : say.ahead_let_through(line, strategy);
        };
    }
}
