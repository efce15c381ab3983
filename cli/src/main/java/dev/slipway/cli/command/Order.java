package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.session.Session;
import java.util.List;
import java.util.function.Consumer;

/** What people order of a line, an environment or a cluster: said, and followed to its end. */
public final class Order {
    private final Session session;
    private final String resource;
    private final ObjectNode wanted = JsonNodeFactory.instance.objectNode();

    /** @param resource where it is said */
    public Order(Session session, String resource) {
        this.session = session;
        this.resource = resource;
    }

    public Order with(String field, String value) {
        if (!value.isBlank()) {
            wanted.put(field, value);
        }
        return this;
    }

    public Order with(String field, boolean value) {
        if (value) {
            wanted.put(field, true);
        }
        return this;
    }

    public Order with(String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(wanted.putArray(field)::add);
        }
        return this;
    }

    /** What is only asked, and orders nothing. */
    public int ask(String question, Consumer<JsonNode> shown) {
        var answer = session.server().post(resource + "/" + question, wanted);
        if (session.json()) {
            session.screen().json(answer.raw());
        } else {
            shown.accept(answer.json());
        }
        return Exit.OK.code();
    }

    /** @return what the process exits with */
    public int give(String order) {
        var answer = session.server().post(resource + "/" + order, wanted);
        if (session.json()) {
            session.screen().json(answer.raw());
            return Exit.OK.code();
        }
        session.screen().line(Shown.text(answer.json(), "message"));
        return new Following(session)
                .toItsEnd(Shown.text(answer.json(), "delivery"))
                .code();
    }
}
