package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseEvent;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pinned line is at what its pin means in the end; or a person or a failure turned it since, or holds it; or it was said why not. */
final class PinInvariants {
    private final Log log;
    private final PinMeaning meaning;
    private final Expectation expectation;
    private final List<ConfigEvent> config;
    private final List<UUID> causes;

    PinInvariants(Suite suite, Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
        meaning = new PinMeaning(suite, log);
        var facts = Invariants.distinct(log.facts("config", ConfigEvent.class));
        config = facts.stream().map(Fact::event).toList();
        causes = facts.stream().map(fact -> fact.envelope().cause()).toList();
    }

    void check() {
        var declared = new HashMap<String, Map<EnvironmentRef, Pinned>>();
        for (var fact : log.facts("catalog", ProjectDeclared.class)) {
            var project = fact.event().declared();
            var before = declared.getOrDefault(project.project(), Map.of());
            var now = new HashMap<EnvironmentRef, Pinned>();
            for (var environment : project.environments()) {
                var ref = project.ref(environment);
                var last = before.get(ref);
                var isAsBefore =
                        last != null && Objects.equals(last.environment().revision(), environment.revision());
                now.put(
                        ref,
                        isAsBefore
                                ? last
                                : new Pinned(
                                        project, environment, fact.envelope().id()));
            }
            declared.put(project.project(), now);
        }
        declared.values()
                .forEach(pins -> pins.forEach((environment, pinned) -> pinned.project().applications().stream()
                        .map(application ->
                                new Of(environment, new ApplicationRef(environment.project(), application.name())))
                        .forEach(line -> check(line, pinned))));
    }

    /** @param by the declaration that pinned it so */
    private record Pinned(Project project, Environment environment, UUID by) {}

    private void check(Of ref, Pinned pinned) {
        var revision = Optional.ofNullable(pinned.environment().revision()).flatMap(Revision::of);
        if (revision.isEmpty()) {
            return;
        }
        var meant = meaning.of(ref.application(), revision.get());
        if (revision.get() instanceof Revision.Commit named
                && meant.filter(named::isOf).equals(meant)) {
            nothingElseComesIn(ref, pinned.by(), meant);
        }
        if (isHeld(ref)) {
            return;
        }
        var at = head(ref).map(release -> release.source().id());
        expectation.that(
                wasSaid(ref, pinned.by())
                        || meant.map(commit -> at.equals(meant)
                                        || wasTurned(ref, commit)
                                        || waits(ref, pinned, revision.get(), commit))
                                .orElseGet(() -> !(revision.get() instanceof Revision.Commit)),
                ref + " is at " + at + ", though pinned to " + revision.get() + ", which means " + meant);
    }

    /** A line. */
    private record Of(EnvironmentRef environment, ApplicationRef application) {

        boolean has(Release release) {
            return release.environment().equals(environment)
                    && release.application().equals(application.name());
        }

        boolean has(LineEvent event) {
            return event.environment().equals(environment)
                    && event.application().equals(application.name());
        }

        Of in(String other) {
            return new Of(new EnvironmentRef(environment.project(), other), application);
        }

        @Override
        public String toString() {
            return environment + "/" + application.name();
        }
    }

    /** From where it is seen that the declaration was read: of what comes by itself, only what is meant is let in. */
    private void nothingElseComesIn(Of ref, UUID declaration, Optional<CommitId> meant) {
        var letIn = config.stream()
                .flatMap(event -> event instanceof ReleaseEvent of ? ended(of) : Stream.empty())
                .map(Release::id)
                .collect(Collectors.toSet());
        var wasRead = false;
        for (var i = 0; i < config.size(); i++) {
            wasRead |= declaration.equals(causes.get(i)) && isOf(ref, config.get(i));
            if (wasRead
                    && config.get(i) instanceof ReleaseRequested(var release, var _)
                    && ref.has(release)
                    && release.image() != null
                    && release.origin() == null
                    && !Optional.of(release.source().id()).equals(meant)) {
                expectation.that(
                        !letIn.contains(release.id()), ref + " is pinned to " + meant + " and let in " + release);
            }
        }
    }

    private static boolean isOf(Of ref, ConfigEvent event) {
        return switch (event) {
            case PinUnmet unmet -> ref.has(unmet);
            case ReleaseEvent of -> ref.has(of.release());
            case ConfigEvent _ -> false;
        };
    }

    private boolean wasSaid(Of ref, UUID declaration) {
        for (var i = 0; i < config.size(); i++) {
            if (config.get(i) instanceof PinUnmet unmet && ref.has(unmet) && declaration.equals(causes.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeld(Of ref) {
        var held = false;
        for (var event : config) {
            held = switch (event) {
                case LineHeld line when ref.has(line) -> true;
                case LineFreed line when ref.has(line) -> false;
                case ConfigEvent _ -> held;
            };
        }
        return held;
    }

    private boolean wasTurned(Of ref, CommitId meant) {
        var wasAsked = false;
        for (var event : config) {
            wasAsked |= event instanceof ReleaseRequested(var release, var _)
                    && ref.has(release)
                    && release.source().id().equals(meant);
            if (wasAsked && event instanceof LineHeld held && ref.has(held) && held.back() != null) {
                return true;
            }
        }
        return false;
    }

    /** What is meant since then waits for the environments before without a word: it is on its way. */
    private boolean waits(Of ref, Pinned pinned, Revision revision, CommitId commit) {
        var promotion = pinned.environment().promotion();
        return promotion != null
                && !(revision instanceof Revision.Commit named && named.isOf(commit))
                && promotion.after().stream()
                        .map(name -> ref.in(name))
                        .anyMatch(before -> !newestLive(before).equals(Optional.of(commit)) || wasHeld(before));
    }

    private boolean wasHeld(Of ref) {
        return config.stream().anyMatch(event -> event instanceof LineHeld line && ref.has(line));
    }

    private Optional<CommitId> newestLive(Of ref) {
        return log.facts("sync", SyncEvent.class).stream()
                .map(Fact::event)
                .filter(ReleaseLive.class::isInstance)
                .map(event -> ((ReleaseLive) event).release())
                .filter(release -> ref.has(release) && release.image() != null)
                .max(Comparator.comparing(Release::rank))
                .map(release -> release.source().id());
    }

    /** What was let in last, whatever became of it. */
    private Optional<Release> head(Of ref) {
        return config.stream()
                .flatMap(event -> event instanceof ReleaseEvent of ? ended(of) : Stream.empty())
                .filter(release -> ref.has(release) && release.image() != null)
                .max(Comparator.comparing(Release::rank));
    }

    private static Stream<Release> ended(ReleaseEvent event) {
        return switch (event) {
            case ConfigUpdated _, ConfigUnchanged _, ConfigFailed _ -> Stream.of(event.release());
            case ReleaseEvent _ -> Stream.empty();
        };
    }
}
