package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.DesiredRow.Tip;
import dev.slipway.configupdater.core.Trail.Step;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Back by the engine, before Git says so: to the commit that was there when the release was what Git said. It brings back all of the
 * environment, so nothing else in it may have changed since.
 */
final class AtOnce {
    private static final Set<String> SOURCES = Set.of("sourceRef", "chartRef", "chart");

    private AtOnce() {}

    /** Where the engine goes back to. */
    static Optional<Tip> tip(Lines lines, Release target) {
        return lines.trail(target.environment(), target.application())
                .after(target.id())
                .map(Step::before);
    }

    /** Why it can't be, where it can't. */
    static Optional<Failure> refusal(Lines lines, Environment declared, Release target) {
        if (declared.config().proposes()) {
            return refusal(
                    "changes of " + target.environment()
                            + " wait for people to merge them, and the engine would be ahead" + " of Git for as long",
                    "roll back without --at-once, and merge");
        }
        if (isDriven(declared.engine())) {
            return refusal(
                    "what " + declared.engine().type() + " brings into " + target.environment()
                            + " is another one's to write, and it would go forward again by itself",
                    "roll back without --at-once");
        }
        var step = lines.trail(target.environment(), target.application()).after(target.id());
        if (step.map(Step::before).isEmpty()) {
            return refusal(
                    "it is no longer known what Git said of " + target.environment() + " when release " + target.rank()
                            + " was there",
                    "roll back without --at-once");
        }
        var others = others(
                lines, target.environment(), target.application(), step.get().generation());
        return others.isEmpty()
                ? Optional.empty()
                : refusal(
                        others + " changed since release " + target.rank() + " was there, and would be taken back, too",
                        "roll back without --at-once: the commit brings back this application alone");
    }

    /** What Slipway does not write, it can't keep from going on by itself. */
    private static boolean isDriven(Engine engine) {
        var spec = engine.spec();
        return !engine.type().equals("direct")
                && (!engine.creates() || (spec != null && SOURCES.stream().anyMatch(spec::containsKey)));
    }

    private static String others(Lines lines, EnvironmentRef environment, String application, long generation) {
        return lines.trailsIn(environment).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(application))
                .filter(entry -> entry.getValue().hasMovedSince(generation))
                .map(entry -> entry.getKey().equals(Release.CONFIG) ? "people's own commits" : entry.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Failure> refusal(String seen, String nextStep) {
        return Optional.of(new Failure(Segment.CONFIG, seen, nextStep));
    }
}
