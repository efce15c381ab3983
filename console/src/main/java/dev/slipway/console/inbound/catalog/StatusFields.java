package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Environment.Status;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The branch that an environment's status is written to. */
final class StatusFields {
    private static final String STATUS = "status";
    private static final String BRANCH = "branch";
    private static final String PATH = "path";
    private static final String ADVICE = "status needs a branch of its own, like slipway-status";

    private final Fields fields;
    private final Environment environment;
    private final Status status;
    private final Project project;
    private final Problems problems;

    private StatusFields(Fields declared, Environment environment, Status status, Project project, Problems problems) {
        // What is wrong with the keys themselves has been said when they were read.
        fields = new Fields("'status'", declared.at(STATUS), new Problems(""), Keys.STATUS);
        this.environment = environment;
        this.status = status;
        this.project = project;
        this.problems = problems;
    }

    static @Nullable Status of(Fields environment) {
        var status = environment.optionalMap(STATUS, Keys.STATUS);
        return status == null
                ? null
                : new Status(status.text(BRANCH, Rule.BRANCH), status.optionalText(PATH, Rule.PATH));
    }

    /** @param declared the project's environments, as they were read */
    static void check(List<Fields> declared, Project project, Problems problems) {
        for (var i = 0; i < declared.size(); i++) {
            var environment = project.environments().get(i);
            var status = environment.status();
            if (status != null && !status.branch().isEmpty()) {
                new StatusFields(declared.get(i), environment, status, project, problems).check();
            }
        }
    }

    private void check() {
        for (var other : project.environments()) {
            if (!isBeside(other)) {
                continue;
            }
            if (status.branch().equals(other.config().branch())) {
                refuse("'" + status.branch() + "' is the config branch of environment '" + other.name() + "'");
            } else if (status.branch().equals(other.config().createFrom())) {
                refuse("config branches are made from '" + status.branch() + "'");
            }
            if (!other.equals(environment) && isSameFile(other)) {
                problems.add(
                        fields.at(PATH),
                        "the status of environment '" + other.name()
                                + "' is written to the same file; use another path");
            }
        }
        project.environments().stream()
                .filter(other -> isBuiltHere() && !other.branch().isEmpty() && other.follows(status.branch()))
                .forEach(other ->
                        refuse("environment '" + other.name() + "' follows the branch '" + status.branch() + "'"));
    }

    private void refuse(String what) {
        problems.add(fields.at(BRANCH), what + "; " + ADVICE);
    }

    private boolean isSameFile(Environment other) {
        var others = other.status();
        return others != null
                && others.branch().equals(status.branch())
                && file(other, others).equals(file(environment, status));
    }

    /** As {@link Status#fileOf}, also where a name is none. */
    private String file(Environment of, Status to) {
        return to.path() == null ? project.project() + "/" + of.name() + ".yaml" : to.path();
    }

    private boolean isBeside(Environment other) {
        return url(other.config().repository()).equals(url(environment.config().repository()));
    }

    private boolean isBuiltHere() {
        var here = url(environment.config().repository());
        return project.applications().stream()
                .anyMatch(application -> url(application.repository()).equals(here));
    }

    /** Two names may be of one repository. */
    private Optional<String> url(String repository) {
        return project.repository(repository).map(Repository::url);
    }
}
