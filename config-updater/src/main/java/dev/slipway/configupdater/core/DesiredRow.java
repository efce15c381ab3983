package dev.slipway.configupdater.core;

import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.Objects;
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
        return said(decision, environment, (lines, known, repository) -> {
            var tip = lines.tip(environment);
            return tip == null ? null : row(lines, environment, known, repository, tip, known.engine(), asked);
        });
    }

    /**
     * Ahead of Git, until its next row: the engine is not to go forward again by itself. Nothing is said of the application that goes
     * back: its release is told when Git says so.
     */
    static Decision<Lines> ahead(Decision<Lines> decision, Release back, Tip tip, Asked asked) {
        var environment = back.environment();
        return said(
                decision,
                environment,
                (lines, known, repository) -> row(
                                lines,
                                environment,
                                known,
                                repository,
                                tip,
                                known.engine().onlyWhenTold(),
                                asked)
                        .without(back.application()));
    }

    private interface Writing {
        @Nullable
        EnvironmentDesired row(Lines lines, Environment declared, Repository repository);
    }

    private static Decision<Lines> said(Decision<Lines> decision, EnvironmentRef environment, Writing writing) {
        var lines = decision.state().nextGeneration(environment);
        var project = lines.project();
        var declared = Optional.ofNullable(project).flatMap(known -> known.environment(environment.name()));
        var repository = declared.flatMap(known ->
                Objects.requireNonNull(project).repository(known.config().repository()));
        var row = repository.map(source -> writing.row(lines, declared.orElseThrow(), source));
        return row.map(desired -> decision.with(lines).say(desired)).orElseGet(() -> decision.with(lines));
    }

    private static EnvironmentDesired row(
            Lines lines,
            EnvironmentRef environment,
            Environment declared,
            Repository repository,
            Tip tip,
            Engine engine,
            @Nullable Asked asked) {
        return new EnvironmentDesired(
                environment,
                declared.engineCluster(),
                declared.namespace(),
                lines.generation(environment),
                new Source(repository.url(), repository.credentials(), tip.branch(), tip.commit(), tip.path()),
                tip.content(),
                engine.type(),
                engine,
                lines.desiredIn(environment).stream()
                        .map(caused -> new ReleaseDesired(caused.release(), caused.cause()))
                        .toList(),
                declared.engineCluster().equals(declared.cluster()) ? null : declared.cluster(),
                declared.sync(),
                asked,
                declared.rolloutSeconds());
    }
}
