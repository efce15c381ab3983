package dev.slipway.configupdater.core;

import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.List;
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
    record Tip(String branch, String path, CommitId commit, String content) {

        /** Of another folder than is declared by now, what is known says nothing. */
        boolean isOf(Environment declared) {
            var config = declared.config();
            return branch.equals(config.branch()) && path.equals(config.path());
        }
    }

    /**
     * Where the document no longer declares the environment, or its repository, what is under way is told to end. While the engine is ahead
     * of Git nobody is told: what Git says comes with the commit that it waits for, or, where that came to nothing, waits for a person.
     */
    static Decision<Lines> say(Decision<Lines> decision, EnvironmentRef environment, @Nullable Asked asked) {
        var gone = decision.state().gone(environment);
        if (gone != null) {
            return gone(decision, environment, gone, decision.state().underWayIn(environment));
        }
        var ahead = decision.state().ahead(environment);
        if (ahead != null && !ahead.isRefused()) {
            return decision;
        }
        return said(decision, environment, (lines, known, repository) -> {
            var tip = lines.tip(environment);
            var how = ahead == null ? How.declared(known, asked) : How.waiting(known);
            return tip == null
                    ? null
                    : row(lines, environment, known, repository, tip, how, lines.desiredIn(environment));
        });
    }

    /** What nobody was told of need not be taken back. */
    static Decision<Lines> gone(
            Decision<Lines> decision, EnvironmentRef environment, Gone was, List<Line.Caused> releases) {
        var tip = decision.state().tip(environment);
        if (tip == null) {
            return decision;
        }
        var lines = decision.state().nextGeneration(environment);
        var how = How.declared(was.declared(), null);
        return decision.with(lines)
                .say(row(lines, environment, was.declared(), was.repository(), tip, how, releases)
                        .left());
    }

    /**
     * Ahead of Git: the engine is not to go forward again by itself. No release is told by it, for Git's own row tells what becomes of each.
     */
    static Decision<Lines> ahead(Decision<Lines> decision, Release back, Tip tip, Asked asked) {
        var environment = back.environment();
        var told = said(decision, environment, (lines, known, repository) -> {
            var how = new How(known.engine().onlyWhenTold(), known.sync(), asked);
            return row(lines, environment, known, repository, tip, how, List.of());
        });
        return told.with(told.state().with(environment, new Ahead(back, false)));
    }

    private record How(
            Engine engine, @Nullable Sync sync, @Nullable Asked asked) {

        private static How declared(Environment known, @Nullable Asked asked) {
            return new How(known.engine(), known.sync(), asked);
        }

        private static How waiting(Environment known) {
            return new How(known.engine().onlyWhenTold(), new Sync(Sync.WENT_BACK), null);
        }
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
            How how,
            List<Line.Caused> releases) {
        return new EnvironmentDesired(
                environment,
                declared.engineCluster(),
                declared.namespace(),
                lines.generation(environment),
                new Source(repository.url(), repository.credentials(), tip.branch(), tip.commit(), tip.path()),
                tip.content(),
                how.engine().type(),
                how.engine(),
                releases.stream()
                        .map(caused -> new ReleaseDesired(caused.release(), caused.cause()))
                        .toList(),
                declared.engineCluster().equals(declared.cluster()) ? null : declared.cluster(),
                how.sync(),
                how.asked(),
                declared.rolloutSeconds(),
                null);
    }
}
