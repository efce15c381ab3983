package dev.slipway.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code arrivals}: what a person asks who connects a repository. */
final class Connecting {
    private final Questions questions;
    private final PrintStream out;

    Connecting(Questions questions, PrintStream out) {
        this.questions = questions;
        this.out = out;
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
        if (!project.matches("[a-z0-9-]{1,63}")) {
            throw new Usage("a project is named by 1 to 63 of a-z, 0-9 and '-', not '" + project + "'");
        }
        return "/api/projects/" + project + "/" + rest;
    }
}
