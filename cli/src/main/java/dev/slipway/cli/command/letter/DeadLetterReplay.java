package dev.slipway.cli.command.letter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "replay")
public final class DeadLetterReplay implements Callable<Integer> {
    private static final String REPLAY = "replay";
    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "letter.id")
    private String id = "";

    @Option(names = "--service", paramLabel = "SERVICE", descriptionKey = "letter.service")
    private String service = "";

    @Option(names = "--error", paramLabel = "TEXT", descriptionKey = "letter.error")
    private String error = "";

    public DeadLetterReplay(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (id.isEmpty() == service.isEmpty() || (service.isEmpty() && !error.isEmpty())) {
            throw Problem.usage(session.say("error.which-letters"));
        }
        if (service.isEmpty()) {
            new Letter(session, id).settle(REPLAY);
            return Exit.OK.code();
        }
        return all().code();
    }

    private Exit all() {
        var letters = wanted();
        var done = 0;
        for (var letter : letters) {
            done += isReplayed(Shown.text(letter, "id")) ? 1 : 0;
        }
        var count = session.say("dead-letters.replayed", done, letters.size());
        if (session.json()) {
            session.note(count);
        } else {
            session.screen().line(count);
        }
        return done == letters.size() ? Exit.OK : Exit.NO;
    }

    /** The oldest first, as they came. */
    private List<JsonNode> wanted() {
        return session.server()
                .get("/api/dead-letters")
                .json()
                .path("deadLetters")
                .valueStream()
                .filter(letter -> Shown.text(letter, "service").equals(service))
                .filter(letter -> Shown.text(letter, "error").contains(error))
                .filter(letter -> !Letter.isSettled(letter))
                .toList()
                .reversed();
    }

    /** One that can't be replayed doesn't keep the others. */
    private boolean isReplayed(String each) {
        try {
            new Letter(session, each).settle(REPLAY);
            return true;
        } catch (Problem e) {
            if (e.exit() != Exit.NO) {
                throw e;
            }
            session.note(each + "  " + e.getMessage());
            return false;
        }
    }
}
