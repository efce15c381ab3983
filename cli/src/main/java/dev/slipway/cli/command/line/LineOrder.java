package dev.slipway.cli.command.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.command.Following;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.session.Session;
import java.util.List;
import java.util.function.Consumer;

/** What people order about a line: said, and followed to its end. */
final class LineOrder {
    private final Session session;
    private final String resource;
    private final ObjectNode wanted = JsonNodeFactory.instance.objectNode();

    LineOrder(Session session, String name) {
        this(LinePath.of(session, name).resource(), session);
    }

    private LineOrder(String resource, Session session) {
        this.session = session;
        this.resource = resource;
    }

    /** What is about no single line. */
    static LineOrder at(Session session, String resource) {
        return new LineOrder(resource, session);
    }

    LineOrder with(String field, String value) {
        if (!value.isBlank()) {
            wanted.put(field, value);
        }
        return this;
    }

    LineOrder with(String field, boolean value) {
        if (value) {
            wanted.put(field, true);
        }
        return this;
    }

    LineOrder with(String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(wanted.putArray(field)::add);
        }
        return this;
    }

    /** What is only asked, and orders nothing. */
    int ask(String question, Consumer<JsonNode> shown) {
        var answer = session.server().post(resource + "/" + question, wanted);
        if (session.json()) {
            session.screen().json(answer.raw());
        } else {
            shown.accept(answer.json());
        }
        return Exit.OK.code();
    }

    /** @return what the process exits with */
    int give(String order) {
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
