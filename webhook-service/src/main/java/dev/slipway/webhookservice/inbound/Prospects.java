package dev.slipway.webhookservice.inbound;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.Refs;
import dev.slipway.webhookservice.inbound.forge.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What will happen with a push. */
@ApplicationScoped
class Prospects {
    private final Doors doors;

    Prospects(Doors doors) {
        this.doors = doors;
    }

    String of(Sender sender, Heard.Pushed pushed) {
        var branches = pushed.refs().stream()
                .map(moved -> Refs.branch(moved.ref()))
                .filter(Objects::nonNull)
                .toList();
        return branches.isEmpty()
                ? "the repository is looked at; tags start no build"
                : branches.stream().map(branch -> of(sender.project(), branch)).collect(Collectors.joining("; "));
    }

    private String of(String project, String branch) {
        var built = environments(project).stream()
                .filter(environment -> environment.follows(branch))
                .map(Environment::name)
                .toList();
        if (!built.isEmpty()) {
            return "branch " + branch + " is built for " + String.join(", ", built);
        }
        var configured = environments(project).stream()
                .filter(environment -> environment.config().branch().equals(branch))
                .map(Environment::name)
                .toList();
        return configured.isEmpty()
                ? "the repository is looked at; branch " + branch + " maps to no environment"
                : "what branch " + branch + " says is released to " + String.join(", ", configured);
    }

    private List<Environment> environments(String project) {
        return doors.project(project).map(Project::environments).orElse(List.of());
    }
}
