package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps how far releases have come, and has it written to Git where an environment's document asks for it. */
final class Statuses {
    private Statuses() {}

    static Decision<Lines> told(
            Decision<Lines> decision, Release release, State state, @Nullable Failure failure, Fact<?> fact) {
        var lines = decision.state();
        var environment = release.environment();
        var line = lines.of(environment, release.application());
        var before = line.standing();
        var heard = Standing.heard(release, state, failure, fact);
        if (before != null && !before.isChangedBy(heard)) {
            return decision;
        }
        var told = decision.with(lines.with(environment, release.application(), line.at(heard)));
        return Optional.ofNullable(lines.project())
                .flatMap(project ->
                        project.environment(environment.name()).map(declared -> written(told, project, declared)))
                .orElse(told);
    }

    /** A status that is asked for anew has a file at once, and what is no longer declared leaves it. */
    static Decision<Lines> declared(Decision<Lines> decision, @Nullable Project before, Project project) {
        if (project.equals(before)) {
            return decision;
        }
        var written = decision;
        for (var environment : project.environments()) {
            written = written(written, project, environment);
        }
        return written;
    }

    private static Decision<Lines> written(Decision<Lines> decision, Project project, Environment declared) {
        var status = declared.status();
        var repository = project.repository(declared.config().repository());
        var environment = project.ref(declared);
        var standings = standings(decision.state(), project, environment);
        if (status == null || repository.isEmpty() || standings.isEmpty()) {
            return decision;
        }
        var lines = decision.state().nextStatus(environment);
        var file = new StatusFile(
                environment,
                lines.status(environment),
                status.fileOf(environment),
                StatusText.of(environment, standings));
        var work = new StatusWork(repository.get(), status.branch(), List.of(file));
        return decision.with(lines).open(work.resource(), environment.toString(), work);
    }

    private static SortedMap<String, Standing> standings(Lines lines, Project project, EnvironmentRef environment) {
        var standings = new TreeMap<String, Standing>();
        Stream.concat(project.applications().stream().map(each -> each.name()), Stream.of(Release.CONFIG))
                .forEach(name -> Optional.ofNullable(lines.of(environment, name).standing())
                        .ifPresent(standing -> standings.put(name, standing)));
        return standings;
    }
}
