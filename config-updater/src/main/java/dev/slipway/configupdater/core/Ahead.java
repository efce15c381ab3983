package dev.slipway.configupdater.core;

import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import org.jspecify.annotations.Nullable;

/**
 * An environment whose engine has gone back before Git did. There it stays until Git says so too, or says something newer of the line, or
 * somebody asks for what Git says: what others commit meanwhile would bring back what was left.
 *
 * @param back the release that came back, whose commit ends it
 * @param isRefused whether that commit has come to nothing
 */
record Ahead(Release back, boolean isRefused) {

    /** What came of others meanwhile waits for a person, and is told so. */
    static Decision<Lines> refused(Decision<Lines> decision, Release release) {
        var environment = release.environment();
        var ahead = endedBy(decision.state(), release);
        if (ahead == null) {
            return decision;
        }
        var refused = decision.with(decision.state().with(environment, new Ahead(ahead.back(), true)));
        return isWaitedFor(refused.state(), environment) ? DesiredRow.say(refused, environment, null) : refused;
    }

    /** The row of what Git says, where nothing but that was missing. */
    static Decision<Lines> ended(Decision<Lines> decision, Release release) {
        return endedBy(decision.state(), release) == null
                ? decision
                : DesiredRow.say(decision.with(over(decision.state(), release)), release.environment(), null);
    }

    static Lines over(Lines lines, Release release) {
        return endedBy(lines, release) == null ? lines : lines.notAhead(release.environment());
    }

    private static @Nullable Ahead endedBy(Lines lines, Release release) {
        var ahead = lines.ahead(release.environment());
        return ahead != null && ahead.back.application().equals(release.application()) && !ahead.back.isAfter(release)
                ? ahead
                : null;
    }

    private static boolean isWaitedFor(Lines lines, EnvironmentRef environment) {
        return lines.in(environment).anyMatch(line -> !line.committed().isEmpty());
    }
}
