package dev.slipway.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code check} and {@code arrivals}: what a person asks who connects a repository. */
final class Connecting {
    private final Questions questions;
    private final PrintStream out;

    Connecting(Questions questions, PrintStream out) {
        this.questions = questions;
        this.out = out;
    }

    /** @return whether everything works */
    boolean check(String project, @Nullable String repository) throws IOException {
        var works = true;
        for (var name : repository == null ? repositories(project) : List.of(repository)) {
            out.println(project + "/" + name);
            var connection = questions.tell(path(project, "repositories/" + named("repository", name) + "/check"));
            connection.path("steps").forEach(this::printStep);
            works &= connection.path("works").asBoolean();
        }
        return works;
    }

    private List<String> repositories(String project) throws IOException {
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
