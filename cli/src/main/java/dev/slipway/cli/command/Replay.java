package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "replay")
public final class Replay implements Callable<Integer> {
    private final Session session;

    @Option(names = "--service", paramLabel = "SERVICE", required = true, descriptionKey = "replay.service")
    private String service = "";

    @Option(names = "--delivery", paramLabel = "ID", descriptionKey = "delivery.id")
    private String delivery = "";

    @Option(names = "--from", paramLabel = "TIME", descriptionKey = "replay.from")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", descriptionKey = "replay.to")
    private String to = "";

    @Option(names = "--dry-run", descriptionKey = "replay.dry-run")
    private boolean dryRun;

    public Replay(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().post("/api/replay", asked());
        if (session.json()) {
            session.screen().json(answer.raw());
        } else if (dryRun) {
            new Foreseen(session, answer.json()).show();
        } else {
            session.screen()
                    .line(session.say("replay.done", answer.json().path("facts").asInt(), service));
        }
        return (isIncomplete(answer.json()) ? Exit.NO : Exit.OK).code();
    }

    private static boolean isIncomplete(JsonNode answer) {
        return !answer.path("errors").isEmpty()
                || !answer.path("silent").isEmpty()
                || answer.path("more").path("facts").asInt() > 0;
    }

    private ObjectNode asked() {
        var asked =
                JsonNodeFactory.instance.objectNode().put("service", service).put("dryRun", dryRun);
        if (delivery.isEmpty() && !from.isEmpty() && !to.isEmpty()) {
            var begin = time(from);
            var end = time(to);
            if (!begin.isBefore(end)) {
                throw Problem.usage(session.say("error.times", from, to));
            }
            return asked.put("from", begin.toString()).put("to", end.toString());
        }
        if (delivery.isEmpty() || !from.isEmpty() || !to.isEmpty()) {
            throw Problem.usage(session.say("error.which-facts"));
        }
        return asked.put("delivery", Wanted.id(session, delivery));
    }

    private Instant time(String said) {
        return Times.parse(said).orElseThrow(() -> Problem.usage(session.say("error.time", said)));
    }
}
