package dev.slipway.console.core.line;

import dev.slipway.console.core.delivery.Phase;
import dev.slipway.console.core.delivery.ReleaseFold;
import dev.slipway.console.core.line.LineView.LineHold;
import dev.slipway.console.core.line.LineView.LineRelease;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.ReleaseEvent;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a line out of its facts. What a rollback brings back is found as config-updater finds it: the newest that was live before. */
public final class LineFold {
    private static final int SHOWN = 20;
    private static final int LIVED_MAX = 5;
    private final Map<UUID, Release> releases = new LinkedHashMap<>();
    private final Map<UUID, ReleaseFold> seen = new LinkedHashMap<>();
    private final List<Release> lived = new ArrayList<>();
    private final List<Release> left = new ArrayList<>();
    private @Nullable Release desired;
    private @Nullable Release live;
    private @Nullable LineHold hold;

    private LineFold() {}

    /** @param facts of the line, in the order of their time */
    public static LineView fold(EnvironmentRef environment, String application, Collection<Fact<?>> facts) {
        var fold = new LineFold();
        facts.forEach(fold::add);
        return fold.view(environment, application);
    }

    private void add(Fact<?> fact) {
        var at = fact.envelope().time();
        switch (fact.event()) {
            case ReleaseEvent of -> add(of, at);
            case LineEvent line -> hold(line, at);
            case SyncEvent.OfRelease sync -> add(sync, fact.envelope());
            case SyncEvent.EngineObserved _,
                    SyncEvent.EngineFound _,
                    SyncEvent.OfInstallation _,
                    PushEvent _,
                    ImageEvent _,
                    CommandEvent _,
                    DesiredEvent _,
                    NoticeEvent _,
                    CatalogEvent _,
                    PrivateEvent _ -> {}
        }
    }

    private void add(ReleaseEvent event, Instant at) {
        var release = event.release();
        if (event instanceof ReleaseRequested && release.isBack() && !releases.containsKey(release.id())) {
            leave(release);
        }
        of(release, at).add(event, at);
        if (event instanceof ConfigUpdated && (desired == null || release.isAfter(desired))) {
            desired = release;
        }
    }

    private void add(SyncEvent.OfRelease event, Envelope envelope) {
        var release = event.release();
        of(release, envelope.time()).add(event, envelope);
        if (event instanceof ReleaseLive) {
            live = live == null || !live.isAfter(release) ? release : live;
            lived(release);
        }
    }

    private void lived(Release release) {
        var isLeft = left.stream().anyMatch(each -> each.repeats(release) && !release.isAfter(each));
        if (isLeft || (!lived.isEmpty() && !release.isAfter(lived.getLast()))) {
            return;
        }
        if (!lived.isEmpty() && release.repeats(lived.getLast())) {
            lived.removeLast();
        }
        lived.add(release);
    }

    private void hold(LineEvent event, Instant at) {
        hold = switch (event) {
            case ConfigEvent.LineHeld held -> new LineHold(held.why(), held.by(), at, held.firm());
            case ConfigEvent.LineFreed _ -> null;
            case ConfigEvent.CommandRefused _,
                    ConfigEvent.ChangesNotMerged _,
                    ConfigEvent.PinUnmet _,
                    ConfigEvent.SyncGranted _ -> hold;
        };
    }

    private ReleaseFold of(Release release, Instant at) {
        releases.putIfAbsent(release.id(), release);
        return seen.computeIfAbsent(release.id(), _ -> new ReleaseFold(release, at));
    }

    /** What is there now, and what is on its way. */
    private void leave(Release target) {
        var head = head();
        Stream.of(Optional.ofNullable(now()), head)
                .flatMap(Optional::stream)
                .filter(each -> !isBroughtBack(each, target, head))
                .forEach(each -> {
                    left.add(each);
                    lived.removeIf(each::repeats);
                });
    }

    /** Nothing is left with what says the same; settings that came last are left, also where the image stays. */
    private static boolean isBroughtBack(Release each, Release target, Optional<Release> head) {
        var isSetLast =
                each.origin() == Origin.DEPLOY && head.filter(each::equals).isPresent();
        return !isSetLast && Objects.equals(each.image(), target.image());
    }

    /** What is there, or on its way there. */
    public static Optional<Release> newest(Collection<Fact<?>> facts) {
        var fold = new LineFold();
        facts.forEach(fold::add);
        return fold.head();
    }

    /** Whatever the line was to have, the newest first. */
    public static List<Release> releases(Collection<Fact<?>> facts) {
        var fold = new LineFold();
        facts.forEach(fold::add);
        return fold.releases.values().stream()
                .sorted(Comparator.comparing(Release::rank).reversed())
                .toList();
    }

    private Optional<Release> head() {
        return releases.values().stream()
                .filter(release -> shown(release).phase() != Phase.HELD && !hasComeToNothing(release))
                .max(Comparator.comparing(Release::rank));
    }

    private boolean hasComeToNothing(Release release) {
        var shown = shown(release);
        return shown.phase() == Phase.FAILED && shown.configCommit() == null;
    }

    private @Nullable Release now() {
        return desired == null ? head().orElse(null) : desired;
    }

    private Optional<Release> back() {
        var now = now();
        return lived.subList(Math.max(0, lived.size() - LIVED_MAX), lived.size()).reversed().stream()
                .filter(release -> now != null && now.isAfter(release) && !now.repeats(release))
                .findFirst();
    }

    private LineView view(EnvironmentRef environment, String application) {
        var newest = releases.values().stream()
                .sorted(Comparator.comparing(Release::rank).reversed())
                .toList();
        var waiting = newest.stream()
                .filter(release -> shown(release).phase() == Phase.HELD)
                .findFirst();
        return new LineView(
                environment.project(),
                environment.name(),
                application,
                null,
                desired == null ? null : shown(desired),
                live == null ? null : shown(live),
                hold,
                waiting.map(this::shown).orElse(null),
                back().map(this::shown).orElse(null),
                newest.stream().limit(SHOWN).map(this::shown).toList());
    }

    private LineRelease shown(Release release) {
        return LineRelease.of(
                release, Objects.requireNonNull(seen.get(release.id())).view());
    }
}
