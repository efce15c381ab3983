package dev.slipway.configupdater.core;

import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent.SyncGranted;
import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When what is in Git goes on to the cluster, where that is for people or documents to say. */
final class Syncs {
    private Syncs() {}

    /**
     * What is in Git goes on now, also where the engine went back ahead of it. Where nothing waits it is synced once more, but not past a
     * strategy: nobody asked for that.
     */
    static Decision<Lines> obey(Lines lines, Project project, Sync command) {
        var environment = command.environment();
        var declared = project.environment(environment.name()).orElseThrow();
        var tip = lines.tip(environment);
        if (tip == null || !tip.isOf(declared)) {
            return Commands.refused(
                    lines,
                    command,
                    "nothing is known of what is in Git for " + environment,
                    "release something there first");
        }
        var isAhead = lines.ahead(environment) != null;
        if (!declared.syncsAtOnce() && !isAhead && !isWaiting(lines, environment)) {
            return Commands.refused(
                    lines,
                    command,
                    "nothing waits in " + environment + ": what is in Git for it is live",
                    "replay sync-service for its last delivery to have it applied once more");
        }
        var granted =
                DesiredRow.say(Decision.of(lines.notAhead(environment)), environment, new Asked(command.by(), true));
        return granted.say(
                new SyncGranted(environment, command.by(), granted.state().generation(environment)));
    }

    /** What a person turned back, or a failed release, does not wait for what holds releases. */
    static @Nullable Asked asked(Environment declared, Line line, Release release) {
        if (declared.syncsAtOnce() || !release.isBack()) {
            return null;
        }
        var hold = line.hold();
        return new Asked(hold == null ? null : hold.by(), false);
    }

    /** What waits is told when it may go on from now on. */
    static Decision<Lines> declared(Decision<Lines> decision, @Nullable Project before, Project project) {
        var told = decision;
        for (var environment : project.environments()) {
            var was = Optional.ofNullable(before).flatMap(known -> known.environment(environment.name()));
            var ref = project.ref(environment);
            var tip = told.state().tip(ref);
            if (was.isPresent()
                    && tip != null
                    && tip.isOf(environment)
                    && !Objects.equals(was.get().sync(), environment.sync())
                    && isWaiting(told.state(), ref)) {
                told = DesiredRow.say(told, ref, null);
            }
        }
        return told;
    }

    /** What failed waits too: for somebody to have it tried again. */
    private static boolean isWaiting(Lines lines, EnvironmentRef environment) {
        return lines.in(environment).anyMatch(line -> !line.committed().isEmpty() || line.hasFailedLast());
    }
}
