package dev.slipway.cli.command.line;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.command.Following;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.session.Session;

/** What people order about a line: said, and followed to its end. */
final class LineOrder {
    private final Session session;
    private final LinePath line;
    private final ObjectNode wanted = JsonNodeFactory.instance.objectNode();

    LineOrder(Session session, String name) {
        this.session = session;
        line = LinePath.of(session, name);
    }

    LineOrder with(String field, String value) {
        if (!value.isBlank()) {
            wanted.put(field, value);
        }
        return this;
    }

    /** @return what the process exits with */
    int give(String order) {
        var answer = session.server().post(line.resource() + "/" + order, wanted);
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
