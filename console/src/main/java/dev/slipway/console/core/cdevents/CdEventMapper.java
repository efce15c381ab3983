package dev.slipway.console.core.cdevents;

import dev.slipway.console.core.cdevents.CdEvent.Content;
import dev.slipway.console.core.cdevents.CdEvent.Origin;
import dev.slipway.console.core.cdevents.CdEvent.Reference;
import dev.slipway.console.core.cdevents.CdEvent.Subject;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a fact is in CDEvents' words, where they have some. Pure: docs/events/cdevents.md says the same in prose. */
public final class CdEventMapper {
    private static final String TASK = "release";

    private CdEventMapper() {}

    /** @param known what is known of the project after the fact */
    public record Mapped(Known known, List<CdEvent> events) {
        public Mapped {
            events = List.copyOf(events);
        }
    }

    public static Mapped map(Known known, Fact<?> fact) {
        return switch (fact.event()) {
            case PushEvent push -> new Mapped(known, push(fact, push));
            case ImageEvent image -> new Mapped(known, image(fact, image));
            case ConfigEvent config -> new Mapped(known, config(fact, config));
            case SyncEvent sync -> sync(known, fact, sync);
            case CatalogEvent catalog -> catalog(known, fact, catalog);
            case CommandEvent _, DesiredEvent _, NoticeEvent _, PrivateEvent _ -> new Mapped(known, List.of());
        };
    }

    private static List<CdEvent> push(Fact<?> fact, PushEvent push) {
        return switch (push) {
            case PushEvent.BranchDeleted deleted ->
                List.of(CdEvent.of(
                        CdEventKind.BRANCH_DELETED, fact, of(deleted, deleted.branch()), CdEvent.origin(fact)));
            case PushEvent.BranchPushed pushed -> List.of(pushed(fact, pushed));
            case PushEvent.TagPushed _,
                    PushEvent.TagDeleted _,
                    PushEvent.MergeRequestUpdated _,
                    PushEvent.PipelineFinished _,
                    PushEvent.ImageSeen _ -> List.of();
        };
    }

    private static CdEvent pushed(Fact<?> fact, PushEvent.BranchPushed pushed) {
        var origin = origin(fact, pushed.branch(), pushed.after(), null, null);
        return pushed.before() == null
                ? CdEvent.of(CdEventKind.BRANCH_CREATED, fact, of(pushed, pushed.branch()), origin)
                : CdEvent.of(
                        CdEventKind.CHANGE_MERGED,
                        fact,
                        of(pushed, pushed.after().value()),
                        origin);
    }

    private static Subject of(PushEvent.RepositoryEvent event, String id) {
        var repository = event.repository().toString();
        return new Subject(id, repository, new Content.OfRepository(new Reference(repository, null)));
    }

    private static List<CdEvent> image(Fact<?> fact, ImageEvent image) {
        return switch (image) {
            case ImageEvent.BuildQueued _ -> List.of(build(CdEventKind.BUILD_QUEUED, fact, image));
            case ImageEvent.BuildStarted _ -> List.of(build(CdEventKind.BUILD_STARTED, fact, image));
            case ImageEvent.ImageBuilt built -> built(fact, built);
            case ImageEvent.BuildFailed failed ->
                List.of(ended(fact, image, "failure", failed.failure().seen()));
            case ImageEvent.BuildSkipped skipped -> List.of(ended(fact, image, "skipped", skipped.reason()));
            case ImageEvent.BuildSuperseded superseded ->
                List.of(ended(fact, image, "superseded", "push " + superseded.by() + " of the repository came first"));
        };
    }

    private static CdEvent build(CdEventKind kind, Fact<?> fact, ImageEvent image) {
        return CdEvent.of(kind, fact, subject(image, null), origin(fact, image.branch(), image.commit(), null, null));
    }

    private static CdEvent ended(Fact<?> fact, ImageEvent image, String outcome, String reason) {
        return CdEvent.of(
                CdEventKind.BUILD_FINISHED,
                fact,
                subject(image, null),
                origin(fact, image.branch(), image.commit(), outcome, reason));
    }

    private static Subject subject(ImageEvent image, @Nullable String artifact) {
        return new Subject(image.subject(), null, new Content.Build(artifact));
    }

    private static List<CdEvent> built(Fact<?> fact, ImageEvent.ImageBuilt built) {
        var artifact = Purl.of(built.image());
        var origin = origin(fact, built.branch(), built.commit(), null, null);
        var change = new Reference(built.source().id().value(), null);
        return List.of(
                CdEvent.of(
                        CdEventKind.BUILD_FINISHED,
                        fact,
                        subject(built, artifact),
                        origin(fact, built.branch(), built.commit(), "success", null)),
                CdEvent.of(
                        CdEventKind.ARTIFACT_PACKAGED,
                        fact,
                        new Subject(artifact, null, new Content.Packaged(change)),
                        origin),
                CdEvent.of(
                        CdEventKind.ARTIFACT_PUBLISHED,
                        fact,
                        new Subject(artifact, null, new Content.Published()),
                        origin));
    }

    private static List<CdEvent> config(Fact<?> fact, ConfigEvent config) {
        return switch (config) {
            case ConfigEvent.ReleaseRequested requested ->
                List.of(task(CdEventKind.TASKRUN_STARTED, fact, requested.release(), null, null));
            case ConfigEvent.ConfigUnchanged unchanged ->
                List.of(task(CdEventKind.TASKRUN_FINISHED, fact, unchanged.release(), "success", null));
            case ConfigEvent.ReleaseSuperseded superseded ->
                List.of(task(
                        CdEventKind.TASKRUN_FINISHED,
                        fact,
                        superseded.release(),
                        "cancel",
                        "release " + superseded.later() + " of the line came first"));
            case ConfigEvent.ConfigFailed(var release, var failure) -> List.of(failed(fact, release, failure));
            case ConfigEvent.ConfigUpdated _,
                    ConfigEvent.ConfigProposed _,
                    ConfigEvent.ReleaseHeld _,
                    ConfigEvent.LineEvent _ -> List.of();
        };
    }

    private static Mapped sync(Known known, Fact<?> fact, SyncEvent sync) {
        return switch (sync) {
            case SyncEvent.SyncAwaited _,
                    SyncEvent.SyncStarted _,
                    SyncEvent.SyncProgressed _,
                    SyncEvent.EngineObserved _,
                    SyncEvent.EngineFound _,
                    SyncEvent.OfInstallation _ -> new Mapped(known, List.of());
            case SyncEvent.SyncFailed failed ->
                new Mapped(known, List.of(failed(fact, failed.release(), failed.failure())));
            case SyncEvent.ReleaseLive live -> live(known, fact, live.release());
        };
    }

    /** A line's newest live release is known, so a first one, a newer one and one that goes back are told apart. */
    private static Mapped live(Known known, Fact<?> fact, Release release) {
        var finished = task(CdEventKind.TASKRUN_FINISHED, fact, release, "success", null);
        var image = release.image();
        if (image == null) {
            return new Mapped(known, List.of(finished)); // the configuration has no artifact
        }
        var events = new ArrayList<CdEvent>();
        var before = known.live().get(Known.line(release));
        var now = new Known.Live(release.ordinal(), release.turn(), image);
        if (before == null) {
            events.add(service(CdEventKind.SERVICE_DEPLOYED, fact, release, image));
        } else if (before.rank().isAfter(release.rank()) || (release.isBack() && !before.equals(now))) {
            events.add(service(CdEventKind.SERVICE_ROLLEDBACK, fact, release, image));
        } else if (!before.equals(now)) {
            events.add(service(CdEventKind.SERVICE_UPGRADED, fact, release, image));
        }
        events.add(finished);
        return new Mapped(known.with(Known.line(release), now), events);
    }

    private static CdEvent service(CdEventKind kind, Fact<?> fact, Release release, ImageReference image) {
        var content = new Content.Service(new Reference(release.environment().toString(), null), Purl.of(image));
        return CdEvent.of(kind, fact, new Subject(Known.line(release), null, content), CdEvent.origin(fact));
    }

    private static CdEvent failed(Fact<?> fact, Release release, Failure failure) {
        return task(CdEventKind.TASKRUN_FINISHED, fact, release, "failure", failure.seen() + "; " + failure.nextStep());
    }

    private static CdEvent task(
            CdEventKind kind, Fact<?> fact, Release release, @Nullable String outcome, @Nullable String errors) {
        var subject = new Subject(release.id().toString(), null, new Content.TaskRun(TASK, outcome, errors));
        return CdEvent.of(kind, fact, subject, CdEvent.origin(fact));
    }

    private static Mapped catalog(Known known, Fact<?> fact, CatalogEvent catalog) {
        Map<String, Environment> declared = switch (catalog) {
            case CatalogEvent.ProjectDeclared(var project, var _) ->
                project.environments().stream()
                        .collect(Collectors.toMap(Environment::name, Function.identity(), (a, _) -> a));
            case CatalogEvent.ProjectRemoved _ -> Map.of();
        };
        var before = new TreeMap<>(known.environments());
        var events = new ArrayList<CdEvent>();
        new TreeMap<>(declared).forEach((name, environment) -> {
            var was = before.remove(name);
            if (was == null) {
                events.add(environment(CdEventKind.ENVIRONMENT_CREATED, fact, name));
            } else if (!was.equals(environment)) {
                events.add(environment(CdEventKind.ENVIRONMENT_MODIFIED, fact, name));
            }
        });
        before.keySet().forEach(gone -> events.add(environment(CdEventKind.ENVIRONMENT_DELETED, fact, gone)));
        return new Mapped(known.with(declared), events);
    }

    private static CdEvent environment(CdEventKind kind, Fact<?> fact, String name) {
        var id = fact.event().project() + "/" + name;
        return CdEvent.of(kind, fact, new Subject(id, null, new Content.Named(name)), CdEvent.origin(fact));
    }

    private static Origin origin(
            Fact<?> fact, String branch, CommitId commit, @Nullable String outcome, @Nullable String reason) {
        var origin = CdEvent.origin(fact);
        return new Origin(origin.event(), origin.id(), branch, commit, outcome, reason);
    }
}
