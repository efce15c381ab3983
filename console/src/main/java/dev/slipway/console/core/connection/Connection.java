package dev.slipway.console.core.connection;

import java.util.List;

/** How far one comes with a repository. */
public record Connection(String project, String repository, boolean works, List<Step> steps) {

    public Connection {
        steps = List.copyOf(steps);
    }

    public static Connection of(String project, String repository, List<Step> steps) {
        return new Connection(project, repository, steps.stream().noneMatch(Step::hasFailed), steps);
    }
}
