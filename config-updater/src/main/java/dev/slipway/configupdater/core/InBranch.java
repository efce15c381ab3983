package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.DesiredRow.Tip;
import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.Optional;

/**
 * A release that the config branch holds: its line has come so far, and its environment is to be as the branch says.
 *
 * @param commit the one to be synced
 * @param withOthers whether it may bring what other people committed, of which nothing was heard so far
 */
record InBranch(Release release, String branch, String path, CommitId commit, String content, boolean withOthers) {

    static Decision<Lines> updated(Lines lines, ConfigUpdated updated, Fact<ConfigEvent> fact) {
        var head = updated.head();
        var tip = lines.tip(updated.release().environment());
        var before = updated.before();
        var othersCameFirst = tip != null && before != null && !before.equals(tip.content());
        return new InBranch(
                        updated.release(),
                        updated.branch(),
                        updated.path(),
                        head == null ? updated.commit() : head,
                        updated.content(),
                        head != null || othersCameFirst)
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
        if (isThere || content == null) {
            return Ahead.ended(Decision.of(lines), release);
        }
        var tip = lines.tip(release.environment());
        var withOthers = tip != null && !tip.content().equals(content);
        return new InBranch(release, unchanged.branch(), unchanged.path(), unchanged.commit(), content, withOthers)
                .committed(lines, fact);
    }

    private Lines trailed(Lines lines) {
        var environment = release.environment();
        var step = new Trail.Step(release.id(), lines.generation(environment) + 1, lines.tip(environment));
        var trailed = trailed(lines, release.application(), step);
        return withOthers ? trailed(trailed, Release.CONFIG, step) : trailed;
    }

    private Lines trailed(Lines lines, String application, Trail.Step step) {
        var environment = release.environment();
        return lines.with(
                environment, application, lines.trail(environment, application).plus(step));
    }

    private Decision<Lines> committed(Lines lines, Fact<ConfigEvent> fact) {
        var environment = release.environment();
        var known = lines.of(environment, release.application());
        if (known.holds(release)) {
            return Decision.of(lines); // the record came twice; its commit may be an old one by now
        }
        var line = known.commit(new Line.Caused(release, fact.asCause()));
        var state = trailed(Ahead.over(lines, release))
                .with(environment, release.application(), line.withoutTooMany())
                .with(environment, new Tip(branch, path, commit, content));
        var decision = Statuses.told(Decision.of(state), release, State.COMMITTED, null, fact);
        for (var old : line.tooMany()) {
            decision = decision.say(ReleaseSuperseded.by(release.rank(), old.release()), old.cause());
        }
        var declared = Optional.ofNullable(lines.project()).flatMap(project -> project.environment(environment.name()));
        return DesiredRow.say(
                decision,
                environment,
                declared.map(each -> Syncs.asked(each, line, release)).orElse(null));
    }
}
