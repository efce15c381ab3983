package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.Optional;

/**
 * A release that the config branch holds: its line has come so far, and its environment is to be as the branch says.
 *
 * @param commit the one to be synced
 */
record InBranch(Release release, String branch, String path, CommitId commit, String content) {

    static Decision<Lines> updated(Lines lines, ConfigUpdated updated, Fact<ConfigEvent> fact) {
        var head = updated.head();
        return new InBranch(
                        updated.release(),
                        updated.branch(),
                        updated.path(),
                        head == null ? updated.commit() : head,
                        updated.content())
                .committed(lines, fact);
    }

    /**
     * What the branch says already may have come into it by others, or for another environment: then it is still to be told live, and to
     * go on from here.
     */
    static Decision<Lines> unchanged(Lines lines, ConfigUnchanged unchanged, Fact<ConfigEvent> fact) {
        var release = unchanged.release();
        var now = lines.of(release.environment(), release.application()).desired();
        var isThere = now != null && now.release().repeats(release);
        var content = unchanged.content();
        return isThere || content == null
                ? Decision.of(lines)
                : new InBranch(release, unchanged.branch(), unchanged.path(), unchanged.commit(), content)
                        .committed(lines, fact);
    }

    private Decision<Lines> committed(Lines lines, Fact<ConfigEvent> fact) {
        var environment = release.environment();
        var known = lines.of(environment, release.application());
        if (known.holds(release)) {
            return Decision.of(lines); // the record came twice; its commit may be an old one by now
        }
        var line = known.commit(new Line.Caused(release, fact.asCause()));
        var state = lines.with(environment, release.application(), line.withoutTooMany())
                .nextGeneration(environment);
        var decision = Statuses.told(Decision.of(state), release, State.COMMITTED, null, fact);
        for (var old : line.tooMany()) {
            decision = decision.say(ReleaseSuperseded.by(release.rank(), old.release()), old.cause());
        }
        var project = lines.project();
        if (project == null) {
            return decision;
        }
        var desired = project.environment(environment.name()).flatMap(declared -> desired(state, project, declared));
        return desired.isPresent() ? decision.say(desired.get()) : decision;
    }

    private Optional<EnvironmentDesired> desired(Lines lines, Project project, Environment declared) {
        var environment = release.environment();
        var config = declared.config();
        return project.repository(config.repository())
                .map(repository -> new EnvironmentDesired(
                        environment,
                        declared.engineCluster(),
                        declared.namespace(),
                        lines.generation(environment),
                        new Source(repository.url(), repository.credentials(), branch, commit, path),
                        content,
                        declared.engine().type(),
                        declared.engine(),
                        lines.desiredIn(environment).stream()
                                .map(c -> new ReleaseDesired(c.release(), c.cause()))
                                .toList(),
                        declared.engineCluster().equals(declared.cluster()) ? null : declared.cluster(),
                        declared.rolloutSeconds()));
    }
}
