package dev.slipway.cli.command.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Screen;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.session.Session;
import java.util.List;

/** A project's repositories, and what came to its door. */
final class Repositories {
    private static final int STEP_COLUMNS = 13;
    private final Session session;
    private final Screen screen;
    private final String project;

    Repositories(Session session, String project) {
        this.session = session;
        this.project = named(session, project);
        screen = session.screen();
    }

    /** @param only empty for all */
    List<String> names(String only) {
        if (!only.isEmpty()) {
            return List.of(named(session, only));
        }
        var declared = session.server()
                .get("/api/catalog")
                .json()
                .path("projects")
                .valueStream()
                .map(entry -> entry.path("project"))
                .filter(entry -> Shown.text(entry, "project").equals(project))
                .findFirst()
                .orElseThrow(() -> Problem.no(session.say("error.no-project", project)));
        var names = declared.path("repositories")
                .valueStream()
                .map(repository -> Shown.text(repository, "name"))
                .toList();
        if (names.isEmpty()) {
            throw Problem.no(session.say("error.no-repository", project));
        }
        return names;
    }

    String path(String repository, String rest) {
        return "/api/projects/" + project + "/repositories/" + repository + "/" + rest;
    }

    /** Has the console try everything, and tells it step by step. */
    JsonNode check(String repository) {
        if (!session.json()) {
            screen.line(project + "/" + repository);
        }
        var answer = session.server().post(path(repository, "check"));
        if (session.json()) {
            screen.json(answer.raw());
        } else {
            answer.json()
                    .path("steps")
                    .forEach(step -> tell(state(step), Shown.text(step, "step"), Shown.text(step, "says")));
        }
        return answer.json();
    }

    private static State state(JsonNode step) {
        return switch (Shown.text(step, "result")) {
            case "ok" -> State.LIVE;
            case "failed" -> State.FAILED;
            default -> State.NO_EFFECT;
        };
    }

    void tell(State state, String step, String says) {
        var name = session.words().word("step", step);
        var gap = " ".repeat(Math.max(0, STEP_COLUMNS - Span.plain(name).width()));
        screen.line(Span.plain("  "), state.with(name), Span.plain(gap + "  " + says));
    }

    static String named(Session session, String name) {
        if (!name.matches("[a-z0-9-]{1,63}")) {
            throw Problem.usage(session.say("error.name", name));
        }
        return name;
    }
}
