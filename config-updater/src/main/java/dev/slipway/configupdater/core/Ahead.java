package dev.slipway.configupdater.core;

import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;

/**
 * An environment whose engine has gone back before Git did. There it stays until Git says so too, or says something newer of the line, or
 * somebody asks for what Git says: what others commit meanwhile would bring back what was left.
 *
 * @param back the release that came back, whose commit ends it
 * @param isRefused whether that commit has come to nothing
 */
record Ahead(Release back, boolean isRefused) {

    static Ahead of(Release back) {
        return new Ahead(back, false);
    }

    boolean endsWith(Release release) {
        return back.application().equals(release.application()) && !back.isAfter(release);
    }

    /** What came of others meanwhile waits for a person, and is told so. */
    static Decision<Lines> refused(Decision<Lines> decision, Release release) {
        var environment = release.environment();
        var ahead = decision.state().ahead(environment);
        if (ahead == null || !ahead.endsWith(release)) {
            return decision;
        }
        var refused = decision.with(decision.state().with(environment, new Ahead(ahead.back(), true)));
        return isWaitedFor(refused.state(), environment) ? DesiredRow.say(refused, environment, null) : refused;
    }

    /** The row of what Git says, where nothing but that was missing. */
    static Decision<Lines> ended(Decision<Lines> decision, Release release) {
        var environment = release.environment();
        var ahead = decision.state().ahead(environment);
        return ahead != null && ahead.endsWith(release)
                ? DesiredRow.say(decision.with(decision.state().notAhead(environment)), environment, null)
                : decision;
    }

    private static boolean isWaitedFor(Lines lines, EnvironmentRef environment) {
        return lines.in(environment).anyMatch(line -> !line.committed().isEmpty());
    }
}
