package dev.slipway.cli.command.line;

import dev.slipway.cli.command.Order;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;

/** {@code PROJECT/ENVIRONMENT/APPLICATION}. */
record LinePath(Session session, String name) {

    static LinePath of(Session session, String name) {
        if (!name.matches("[a-z0-9-]{1,63}(/[a-z0-9-]{1,63}){2}")) {
            throw Problem.usage(session.say("error.line", name));
        }
        return new LinePath(session, name);
    }

    String resource() {
        return "/api/environments/" + name;
    }

    Order order() {
        return new Order(session, resource());
    }
}
