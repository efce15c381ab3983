package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of environments that come after others. */
final class PromotionInvariants {
    private final Expectation expectation;
    private final List<Release> live;
    private final List<Release> requested;
    private final Set<ImageReference> left;

    private final Set<EnvironmentRef> away;

    PromotionInvariants(Log log, Expectation expectation) {
        this.expectation = expectation;
        away = LeavingInvariants.wereAway(log);
        live = log.facts("sync", SyncEvent.class).stream()
                .map(Fact::event)
                .filter(ReleaseLive.class::isInstance)
                .map(event -> ((ReleaseLive) event).release())
                .filter(release -> release.image() != null)
                .toList();
        var config =
                log.facts("config", ConfigEvent.class).stream().map(Fact::event).toList();
        requested = config.stream()
                .filter(ReleaseRequested.class::isInstance)
                .map(event -> ((ReleaseRequested) event).release())
                .toList();
        left = config.stream()
                .filter(event -> event instanceof LineHeld held && held.left() != null)
                .map(event -> Objects.requireNonNull(((LineHeld) event).left()).image())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    void check() {
        for (var project : Catalogs.projects()) {
            for (var environment : project.environments()) {
                if (environment.promotion() != null) {
                    whatComesWasLiveBefore(project, environment);
                    if (!environment.promotion().byHand() && !away.contains(project.ref(environment))) {
                        theNewestGoesOn(project, environment);
                    }
                }
            }
        }
    }

    private void whatComesWasLiveBefore(Project project, Environment environment) {
        var lived = liveBefore(project, environment).map(Release::image).collect(Collectors.toSet());
        requestedIn(project.ref(environment))
                .filter(release -> release.origin() == Origin.PROMOTION || release.origin() == Origin.PIN)
                .forEach(release -> expectation.that(
                        lived.contains(release.image()), release + " came, and was never live before"));
    }

    /** Unless a line was turned from it, or to it. */
    private void theNewestGoesOn(Project project, Environment environment) {
        liveBefore(project, environment)
                .max(Comparator.comparing(Release::rank))
                .filter(newest -> newest.turn() == null && !left.contains(newest.image()) && !isTurnedFrom(newest))
                .ifPresent(newest -> expectation.that(
                        requestedIn(project.ref(environment))
                                .anyMatch(release -> release.rank().equals(newest.rank())
                                        && Objects.equals(release.image(), newest.image())),
                        newest + " is live, and was not promoted to " + environment.name()));
    }

    /** Also before it was written: what the line left was an earlier one then. */
    private boolean isTurnedFrom(Release release) {
        return requestedIn(release.environment())
                .anyMatch(other ->
                        other.isBack() && other.application().equals(release.application()) && other.isAfter(release));
    }

    private Stream<Release> liveBefore(Project project, Environment environment) {
        return live.stream()
                .filter(release -> release.environment().project().equals(project.project())
                        && environment.comesAfter(release.environment().name()));
    }

    private Stream<Release> requestedIn(EnvironmentRef environment) {
        return requested.stream().filter(release -> release.environment().equals(environment));
    }
}
