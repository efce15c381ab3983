package dev.slipway.cli.command.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Screen;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Makes a webhook, has the forge send something, and looks whether it comes. */
final class WebhookTrial {
    private static final Duration PAUSE = Duration.ofMillis(300);
    /** A forge sends when it likes to; measured in what an answer of the console may take. */
    private static final int ARRIVES_WITHIN = 2;

    private final Session session;
    private final Screen screen;
    private final Repositories repositories;
    private final Arrived arrived;

    WebhookTrial(Session session, Repositories repositories, Arrived arrived) {
        this.session = session;
        this.repositories = repositories;
        this.arrived = arrived;
        screen = session.screen();
    }

    boolean works(String repository) {
        var before = new HashSet<>(arrived.now());
        JsonNode webhook;
        try {
            webhook = made(repository);
        } catch (Problem e) {
            tellFailed("webhook", sentence(e));
            return false;
        }
        return isArriving(before, Shown.text(webhook, "address"), refusal(repository));
    }

    private JsonNode made(String repository) {
        var answer = session.server().post(repositories.path(repository, "webhook"));
        var webhook = answer.json();
        if (session.json()) {
            screen.json(answer.raw());
            return webhook;
        }
        var events = webhook.path("events").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        repositories.tell(
                State.LIVE,
                "webhook",
                session.say(
                        webhook.path("made").asBoolean() ? "connect.made" : "connect.was-there",
                        Shown.text(webhook, "address"),
                        events));
        webhook.path("notes").forEach(note -> screen.line("      " + note.asText()));
        return webhook;
    }

    /** Why the forge sends nothing; empty if it does. What arrives says more, where something does. */
    private String refusal(String repository) {
        try {
            session.server().post(repositories.path(repository, "webhook/test"));
            return "";
        } catch (Problem e) {
            return sentence(e);
        }
    }

    private boolean isArriving(Set<JsonNode> before, String address, String refusal) {
        var most = session.surroundings().patience().multipliedBy(ARRIVES_WITHIN);
        var end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            var since = arrived.now().stream()
                    .filter(arrival -> !before.contains(arrival))
                    .toList();
            if (!since.isEmpty()) {
                return isTaken(since);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        tellFailed("test", refusal.isEmpty() ? session.say("connect.nothing-arrived", address) : refusal);
        return false;
    }

    private boolean isTaken(List<JsonNode> arrivals) {
        var taken = arrivals.stream().anyMatch(Arrived::isTaken);
        if (session.json()) {
            var page = JsonNodeFactory.instance.objectNode();
            page.putArray("arrivals").addAll(arrivals);
            screen.json(page.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            repositories.tell(taken ? State.LIVE : State.FAILED, "test", "");
            arrived.show(arrivals);
        }
        return taken;
    }

    private void tellFailed(String step, String why) {
        if (session.json()) {
            session.note(step + ": " + why);
        } else {
            repositories.tell(State.FAILED, step, why);
        }
    }

    /** Where the forge or the repository is why; not where the console is away. */
    private static String sentence(Problem problem) {
        if (problem.exit() != Exit.NO) {
            throw problem;
        }
        return String.valueOf(problem.getMessage());
    }
}
