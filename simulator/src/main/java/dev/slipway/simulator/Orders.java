package dev.slipway.simulator;

import static dev.slipway.events.catalog.Sync.WENT_BACK;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import dev.slipway.service.work.Row;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.syncservice.core.SyncWork;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who turn lines back, hold and free them, whenever they like; and have images released again. */
record Orders(Suite suite, Log log, Chaos chaos, VirtualClock clock, SortedMap<String, Project> declared) {
    private static final String APPLICATION = "app";
    private static final String PERSON = "somebody";

    Orders(Suite suite, Log log, Chaos chaos, VirtualClock clock) {
        this(suite, log, chaos, clock, new TreeMap<>());
    }

    void perhaps() {
        if (chaos.happens(0.1)) {
            pin();
        }
        if (chaos.happens(0.06)) {
            leaveOrComeBack();
        }
        if (chaos.happens(0.25)) {
            order();
        }
        if (chaos.happens(0.1)) {
            suite.replayAnImage();
        }
    }

    private void order() {
        var project = chaos.oneOf(Catalogs.projects());
        var environment = project.ref(chaos.oneOf(project.environments()));
        var command = switch (chaos.below(7)) {
            case 4 -> promotion(project);
            case 5 -> deployment(environment);
            case 6 -> new Sync(environment, PERSON);
            case 0 -> new HoldLine(environment, APPLICATION, PERSON, null);
            case 1 -> new FreeLine(environment, APPLICATION, PERSON);
            case 2 -> new Rollback(environment, APPLICATION, perhapsNamed(environment), PERSON, null, true);
            default -> new Rollback(environment, APPLICATION, perhapsNamed(environment), PERSON, null);
        };
        give(command);
    }

    /** Somebody lets go on what waits for that, and for nothing else. */
    boolean syncWhatWaits(List<Row<?>> open) {
        var waiting = open.stream()
                .map(Row::intent)
                .filter(intent -> intent instanceof SyncWork work && isByHand(work.desired()))
                .map(intent -> ((SyncWork) intent).desired().environment())
                .findFirst();
        waiting.ifPresent(environment -> give(new Sync(environment, PERSON)));
        return waiting.isPresent();
    }

    /** Somebody mends what Git has refused, and lets the cluster follow it again. */
    boolean syncWhatWentBack() {
        var left = RowsAhead.of(log).leftBehind();
        left.ifPresent(environment -> give(new Sync(environment, PERSON)));
        return left.isPresent();
    }

    private static boolean isByHand(EnvironmentDesired desired) {
        return desired.sync() != null
                && List.of(Catalogs.BY_HAND, WENT_BACK).contains(desired.sync().when())
                && desired.asked() == null;
    }

    private void give(CommandEvent command) {
        log.append(List.of(Log.of(envelope(command), command)));
    }

    /** Somebody changes what an environment is pinned to, in the project's document. */
    private void pin() {
        var project = chaos.oneOf(Catalogs.projects());
        var now = declared.getOrDefault(project.project(), project);
        var name = chaos.oneOf(project.environments()).name();
        var revision = revision(project);
        declare(Catalogs.pinned(now, name, revision));
    }

    /** Nothing comes after the environments that leave. */
    private void leaveOrComeBack() {
        var project = chaos.oneOf(Catalogs.projects());
        var now = declared.getOrDefault(project.project(), project);
        var isWhole = now.environments().size() == project.environments().size();
        declare(
                isWhole
                        ? Catalogs.without(now, chaos.oneOf(List.of("dev", Catalogs.AFTER_PROD)))
                        : Catalogs.whole(now));
    }

    void allComeBack() {
        List.copyOf(declared.values()).stream()
                .filter(now -> !Catalogs.whole(now).equals(now))
                .forEach(now -> declare(Catalogs.whole(now)));
    }

    void allLeave() {
        for (var project : Catalogs.projects()) {
            var removed = new ProjectRemoved(project.project(), "simulator");
            log.append(List.of(Log.of(envelope(removed), removed)));
        }
    }

    private void declare(Project project) {
        declared.put(project.project(), project);
        var event = new ProjectDeclared(project, "simulator");
        log.append(List.of(Log.of(envelope(event), event)));
    }

    private @Nullable String revision(Project project) {
        var built = log.facts("image", ImageEvent.class).stream()
                .map(Fact::event)
                .filter(event -> (event instanceof ImageBuilt || event instanceof BuildSkipped)
                        && event.project().equals(project.project()))
                .map(ImageEvent::commit)
                .toList();
        return switch (chaos.below(5)) {
            case 0, 1 -> null;
            case 2 -> chaos.oneOf(Catalogs.RANGES);
            default -> built.isEmpty() ? null : chaos.oneOf(built).value();
        };
    }

    private Promote promotion(Project project) {
        var to = new EnvironmentRef(project.project(), Catalogs.AFTER_PROD);
        return new Promote(to, APPLICATION, perhapsNamed(new EnvironmentRef(project.project(), "prod")), PERSON);
    }

    private Deploy deployment(EnvironmentRef environment) {
        var built = log.facts("image", ImageBuilt.class).stream()
                .map(Fact::event)
                .filter(event -> event.project().equals(environment.project()))
                .toList();
        var image = built.isEmpty() || chaos.happens(0.5)
                ? null
                : chaos.oneOf(built).image().digest();
        var replicas = new Setting(Setting.Kind.REPLICAS, null, String.valueOf(chaos.below(9)), null);
        return new Deploy(environment, APPLICATION, image, List.of(replicas), null, PERSON);
    }

    private Envelope envelope(Event event) {
        var asked = new UUID(chaos.random().nextLong(), chaos.random().nextLong());
        return Envelope.follow(new Cause(asked, null, null), event, "console", clock.instant());
    }

    private @Nullable Release perhapsNamed(EnvironmentRef environment) {
        var written = log.facts("config", ConfigEvent.class).stream()
                .filter(fact -> fact.event() instanceof ConfigUpdated updated
                        && updated.release().environment().equals(environment)
                        && updated.release().image() != null)
                .map(fact -> ((ConfigUpdated) fact.event()).release())
                .toList();
        return written.isEmpty() || chaos.happens(0.5) ? null : chaos.oneOf(written);
    }
}
