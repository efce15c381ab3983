package dev.slipway.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code check}, {@code connect} and {@code arrivals}: what a person does who connects a repository. */
final class Connecting {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private final Questions questions;
    private final PrintStream out;

    Connecting(Questions questions, PrintStream out) {
        this.questions = questions;
        this.out = out;
    }

    /** @return whether everything works */
    boolean check(String project, @Nullable String repository) throws IOException {
        var works = true;
        for (var name : repositories(project, repository)) {
            works &= steps(project, name).path("works").asBoolean();
        }
        return works;
    }

    /** @return whether a webhook is there that works */
    boolean connect(String project, @Nullable String repository) throws IOException {
        var works = true;
        for (var name : repositories(project, repository)) {
            var connection = steps(project, name);
            works &= connection.path("works").asBoolean();
            works &= isRead(connection) && webhook(project, name);
        }
        return works;
    }

    private static boolean isRead(JsonNode connection) {
        return connection
                .path("steps")
                .valueStream()
                .anyMatch(step -> step.path("step").asText().equals("read")
                        && step.path("result").asText().equals("ok"));
    }

    private boolean webhook(String project, String repository) throws IOException {
        var before = new HashSet<>(arrived(project));
        var webhook = path(project, "repositories/" + repository + "/webhook");
        var made = questions.tell(webhook);
        out.printf(
                "  ✔ %-13s  %s %s, for %s%n",
                "webhook",
                made.path("made").asBoolean() ? "made:" : "was there, and is brought up to date:",
                made.path("address").asText(),
                made.path("events").valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")));
        made.path("notes").forEach(note -> out.println("                   " + note.asText()));
        String refused = null;
        try {
            questions.tell(webhook + "/test");
        } catch (Usage e) {
            refused = e.getMessage(); // what arrived says more, where something did
        }
        return arrives(project, before, made.path("address").asText(), refused);
    }

    private boolean arrives(String project, Set<JsonNode> before, String address, @Nullable String refused)
            throws IOException {
        var end = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            var since = arrived(project).stream()
                    .filter(arrival -> !before.contains(arrival))
                    .toList();
            if (!since.isEmpty()) {
                var taken = since.stream()
                        .anyMatch(arrival -> arrival.path("status").asInt() < 300);
                out.printf("  %s %-13s%n", taken ? "✔" : "✖", "test");
                since.forEach(this::print);
                return taken;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        out.printf(
                "  ✖ %-13s  %s%n",
                "test",
                refused != null
                        ? refused
                        : "nothing has arrived: let the forge reach " + address
                                + ", and look at what it says about the webhook's last delivery");
        return false;
    }

    private JsonNode steps(String project, String repository) throws IOException {
        out.println(project + "/" + repository);
        var connection = questions.tell(path(project, "repositories/" + named("repository", repository) + "/check"));
        connection.path("steps").forEach(this::printStep);
        return connection;
    }

    private List<String> repositories(String project, @Nullable String only) throws IOException {
        if (only != null) {
            return List.of(only);
        }
        var declared = questions
                .ask("/api/catalog")
                .path("projects")
                .valueStream()
                .map(entry -> entry.path("project"))
                .filter(entry -> entry.path("project").asText().equals(project))
                .findFirst()
                .orElseThrow(() -> new Usage("no project '" + project + "' is declared"));
        return declared.path("repositories")
                .valueStream()
                .map(repository -> repository.path("name").asText())
                .toList();
    }

    private void printStep(JsonNode step) {
        var result = step.path("result").asText();
        out.printf(
                "  %s %-13s  %s%n",
                switch (result) {
                    case "ok" -> "✔";
                    case "failed" -> "✖";
                    default -> "–";
                },
                step.path("step").asText(),
                step.path("says").asText());
    }

    void arrivals(String project) throws IOException {
        var arrived = arrived(project);
        if (arrived.isEmpty()) {
            out.println("nothing has arrived for " + project + " since yesterday");
        }
        arrived.forEach(this::print);
    }

    /** The newest last, where a terminal shows it. */
    private List<JsonNode> arrived(String project) throws IOException {
        return questions
                .ask(path(project, "arrivals"))
                .path("arrivals")
                .valueStream()
                .toList()
                .reversed();
    }

    private void print(JsonNode arrival) {
        out.printf(
                "%s  %s from %s: %s%s  %d  %s%n",
                arrival.path("at").asText(),
                arrival.path("forge").asText(),
                arrival.path("sender").asText("an unknown address"),
                arrival.path("event").asText("an event without a name"),
                arrival.hasNonNull("repository")
                        ? " of " + arrival.path("repository").asText()
                        : "",
                arrival.path("status").asInt(),
                arrival.path("answer").asText());
    }

    private static String path(String project, String rest) {
        return "/api/projects/" + named("project", project) + "/" + rest;
    }

    private static String named(String what, String name) {
        if (!name.matches("[a-z0-9-]{1,63}")) {
            throw new Usage("a " + what + " is named by 1 to 63 of a-z, 0-9 and '-', not '" + name + "'");
        }
        return name;
    }
}
