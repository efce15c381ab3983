package dev.slipway.cli.command;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.server.Answer;
import dev.slipway.cli.session.Session;
import java.util.Locale;
import java.util.TreeSet;

/** The delivery that somebody names: by its id, or by the beginning of it that lists show. */
final class Wanted {
    private static final int LOOKED_AT_MAX = 1_000;
    private static final int WHOLE = 36;

    private Wanted() {}

    static Answer delivery(Session session, String named) {
        var id = id(session, named);
        return session.server()
                .find("/api/deliveries/" + id)
                .orElseThrow(() -> Problem.no(session.say("error.no-delivery", id)));
    }

    static String id(Session session, String named) {
        return whole(session, named.toLowerCase(Locale.ROOT));
    }

    private static String whole(Session session, String beginning) {
        if (!beginning.matches("[0-9a-f-]{4,36}")) {
            throw Problem.usage(session.say("error.delivery", beginning));
        }
        if (beginning.length() == WHOLE) {
            return beginning;
        }
        var found = new TreeSet<String>();
        var pages = new Pages(session.server(), LOOKED_AT_MAX);
        for (var lookedAt = 0; lookedAt < LOOKED_AT_MAX && pages.hasNext(); lookedAt++) {
            var id = Shown.text(pages.next(), "id");
            if (id.startsWith(beginning)) {
                found.add(id);
            }
        }
        return switch (found.size()) {
            case 0 -> throw Problem.no(session.say("error.no-delivery-begins", LOOKED_AT_MAX, beginning));
            case 1 -> found.first();
            default -> throw Problem.usage(session.say("error.deliveries", beginning, String.join(", ", found)));
        };
    }
}
