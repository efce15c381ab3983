package dev.slipway.configupdater.core;

import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.decide.Decision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells an environment's sync-service what it is to be: each time as a row of the next generation. */
final class DesiredRow {
    private DesiredRow() {}

    /**
     * What the config branch says of an environment.
     *
     * @param commit the one to be synced
     */
    record Tip(String branch, String path, CommitId commit, String content) {}

    /** Where the document no longer declares the environment, or its repository, nobody is told. */
    static Decision<Lines> say(Decision<Lines> decision, EnvironmentRef environment, @Nullable Asked asked) {
        var lines = decision.state().nextGeneration(environment);
        var project = lines.project();
        var row = project == null ? Optional.<EnvironmentDesired>empty() : of(lines, project, environment, asked);
        return row.map(desired -> decision.with(lines).say(desired)).orElseGet(() -> decision.with(lines));
    }

    private static Optional<EnvironmentDesired> of(
            Lines lines, Project project, EnvironmentRef environment, @Nullable Asked asked) {
        var tip = lines.tip(environment);
        var declared = project.environment(environment.name());
        var repository =
                declared.flatMap(known -> project.repository(known.config().repository()));
        if (tip == null || declared.isEmpty() || repository.isEmpty()) {
            return Optional.empty();
        }
        var known = declared.get();
        var source = repository.get();
        return Optional.of(new EnvironmentDesired(
                environment,
                known.engineCluster(),
                known.namespace(),
                lines.generation(environment),
                new Source(source.url(), source.credentials(), tip.branch(), tip.commit(), tip.path()),
                tip.content(),
                known.engine().type(),
                known.engine(),
                lines.desiredIn(environment).stream()
                        .map(caused -> new ReleaseDesired(caused.release(), caused.cause()))
                        .toList(),
                known.engineCluster().equals(known.cluster()) ? null : known.cluster(),
                known.sync(),
                asked));
    }
}
