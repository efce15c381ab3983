package dev.slipway.cli.command.letter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.server.Answer;
import dev.slipway.cli.session.Session;

/** One dead letter at the console. */
final class Letter {
    private static final String FATE = "fate";
    private final Session session;
    private final String id;

    Letter(Session session, String id) {
        if (!id.matches("[0-9]{1,10}-[0-9]{1,19}")) {
            throw Problem.usage(session.say("error.letter", id));
        }
        this.session = session;
        this.id = id;
    }

    Answer look() {
        return session.server().find(path()).orElseThrow(() -> Problem.no(session.say("error.no-letter", id)));
    }

    /** @param act what the console calls it */
    void settle(String act) {
        tell(session.server().post(path() + "/" + act));
    }

    void edit(byte[] value) {
        tell(session.server().post(path() + "/edit", value));
    }

    private String path() {
        return "/api/dead-letters/" + id;
    }

    private void tell(Answer settled) {
        if (session.json()) {
            session.screen().json(settled.raw());
        } else {
            session.screen().line(id + "  " + fate(session, settled.json()));
        }
    }

    /** What a person has done about it; empty if nobody has. */
    static String fate(Session session, JsonNode letter) {
        var fate = letter.path(FATE);
        return isSettled(letter)
                ? session.say(
                        "dead-letters.fate",
                        session.words().word(FATE, Shown.text(fate, "what")),
                        Shown.text(fate, "by"))
                : "";
    }

    static boolean isSettled(JsonNode letter) {
        return letter.hasNonNull(FATE);
    }
}
