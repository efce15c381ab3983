package dev.slipway.cli.command.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.server.Server;
import dev.slipway.cli.session.Session;
import java.util.List;

/** What people order a service to do with its open work. It does so as soon as it reads the order. */
final class Orders {
    static final String ALL = "*";
    private static final int BEGINNING_MIN = 4;
    private final Session session;

    Orders(Session session) {
        this.session = session;
    }

    void all(String kind, String service, String resource) {
        give(kind, service, resource, "");
    }

    /** @param named the row's key, its id, or the beginning of its id that {@code work} shows */
    void row(String kind, String service, String resource, String named) {
        var row = wanted(service, resource, named);
        give(kind, service, Shown.text(row, "resource"), Shown.text(row, "key"));
    }

    private JsonNode wanted(String service, String resource, String named) {
        var open = session.server()
                .get("/api/work?service=" + Server.encoded(service))
                .json()
                .path("open");
        var rows = open.valueStream()
                .filter(row ->
                        resource.equals(ALL) || Shown.text(row, "resource").equals(resource))
                .filter(row -> names(named, row))
                .toList();
        return switch (rows.size()) {
            case 0 -> throw Problem.no(session.say("error.no-row", service, resource, named));
            case 1 -> rows.getFirst();
            default -> throw Problem.usage(session.say("error.rows", named, ids(rows)));
        };
    }

    private static boolean names(String named, JsonNode row) {
        return Shown.text(row, "key").equals(named)
                || (named.length() >= BEGINNING_MIN && Shown.text(row, "id").startsWith(named));
    }

    private static String ids(List<JsonNode> rows) {
        return String.join(", ", rows.stream().map(row -> Shown.text(row, "id")).toList());
    }

    private void give(String kind, String service, String resource, String key) {
        var order = JsonNodeFactory.instance.objectNode().put("kind", kind).put("resource", resource);
        if (!key.isEmpty()) {
            order.put("row", key);
        }
        var answer = session.server().post("/api/work/" + Server.encoded(service) + "/orders", order);
        if (session.json()) {
            session.screen().json(answer.raw());
        } else {
            var ids = answer.json().path("ids");
            var nothing = ids.isArray() && ids.isEmpty();
            session.screen().line(session.say(nothing ? "order.nothing" : "order.given", service));
        }
    }
}
