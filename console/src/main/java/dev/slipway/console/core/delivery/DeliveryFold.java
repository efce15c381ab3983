package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Build;
import dev.slipway.console.core.delivery.DeliveryView.Message;
import dev.slipway.console.core.delivery.DeliveryView.Trouble;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.RepositoryEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.SourceCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a delivery out of its facts. Pure; neither the order in which the facts come nor how often one comes matters. */
public final class DeliveryFold {
    private final UUID id;
    private final Predicate<BranchPushed> followed;
    private final Map<String, BuildFold> builds = new LinkedHashMap<>();
    private final Map<UUID, ReleaseFold> releases = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Milestones milestones = new Milestones();
    private final LineNotes lines = new LineNotes();
    private final InstallationFold installation = new InstallationFold();
    private @Nullable PushEvent push;
    private @Nullable String branch;
    private @Nullable SourceCommit source;

    private DeliveryFold(UUID id, Predicate<BranchPushed> followed) {
        this.id = id;
        this.followed = followed;
    }

    /**
     * @param facts at least one
     * @param followed whether an application is built from what was pushed
     */
    public static DeliveryView fold(UUID id, Collection<Fact<?>> facts, Predicate<BranchPushed> followed) {
        var ordered = facts.stream()
                .collect(Collectors.toMap(f -> f.envelope().id(), f -> f, (first, _) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing((Fact<?> f) -> f.envelope().time())
                        .thenComparing(f -> f.envelope().id()))
                .toList();
        var fold = new DeliveryFold(id, followed);
        ordered.forEach(fact -> fold.add(fact, fact.envelope().time()));
        var first = ordered.getFirst();
        return fold.view(first.event().project(), first.envelope().time());
    }

    private void add(Fact<?> fact, Instant at) {
        switch (fact.event()) {
            case PushEvent pushed -> {
                push = pushed;
                branch = branchOf(pushed);
                milestones.began(at);
            }
            case ImageEvent image -> {
                branch = branch == null ? image.branch() : branch;
                builds.computeIfAbsent(image.application().name(), BuildFold::new)
                        .add(image, at);
                milestones.image(image, at);
                keep(image);
            }
            case CommandEvent command -> {
                lines.asked(command);
                installation.asked(command, at);
                milestones.asked(at);
            }
            case ConfigEvent config -> {
                switch (config) {
                    case ConfigEvent.ReleaseEvent of ->
                        releaseOf(of.release(), at).add(of, at);
                    case ConfigEvent.LineEvent line -> lines.add(line, at);
                }
                milestones.config(config, at);
            }
            case SyncEvent.OfRelease sync -> {
                releaseOf(sync.release(), at).add(sync, fact.envelope());
                milestones.sync(sync, at);
            }
            case SyncEvent.OfInstallation installing -> {
                lines.add(installing, at);
                installation.add(installing, at);
                milestones.installation(installing, at);
            }
            case NoticeEvent notice -> {
                messages.add(message(notice, at));
                milestones.told(at);
            }
            case SyncEvent.EngineObserved _,
                    SyncEvent.EngineFound _,
                    DesiredEvent _,
                    CatalogEvent _,
                    PrivateEvent _ -> {}
        }
    }

    private ReleaseFold releaseOf(dev.slipway.events.values.Release release, Instant at) {
        if (source == null || !release.isBack()) {
            source = release.source();
        }
        return releases.computeIfAbsent(release.id(), _ -> new ReleaseFold(release, at));
    }

    private void keep(ImageEvent image) {
        switch (image) {
            case ImageEvent.BuildStarted started -> source = started.source();
            case ImageEvent.ImageBuilt built -> source = built.source();
            case ImageEvent.BuildQueued _,
                    ImageEvent.BuildFailed _,
                    ImageEvent.BuildSkipped _,
                    ImageEvent.BuildSuperseded _ -> {}
        }
    }

    private static Message message(NoticeEvent notice, Instant at) {
        return switch (notice) {
            case NoticeEvent.NoticeSent sent -> new Message(sent.channel(), at, sent.title(), null);
            case NoticeEvent.NoticeFailed failed -> new Message(failed.channel(), at, null, failed.failure());
        };
    }

    private DeliveryView view(String project, Instant firstSeen) {
        var built = builds.values().stream().map(this::buildOf).toList();
        var released = releases.values().stream().map(ReleaseFold::view).toList();
        var idle = builds.isEmpty() && releases.isEmpty() && !awaited();
        var standing = new Standing(built, released, lines);
        var ended = idle ? milestones.start(firstSeen) : standing.ended();
        return new DeliveryView(
                id,
                project,
                push instanceof RepositoryEvent of ? of.repository().name() : null,
                branch,
                commit(),
                source == null ? null : source.author().name(),
                source == null ? null : source.subject(),
                lines.command(),
                standing.state(ended != null),
                idle,
                milestones.start(firstSeen),
                ended,
                built,
                released,
                idle ? List.of() : milestones.steps(ended != null),
                troubles(released),
                lines.changes(),
                messages,
                installation.view());
    }

    /** A push that will be built has caused nothing yet for a moment, or for as long as build-service is away. */
    private boolean awaited() {
        return switch (push) {
            case BranchPushed pushed -> followed.test(pushed);
            case PushEvent.BranchDeleted _,
                    PushEvent.TagPushed _,
                    PushEvent.TagDeleted _,
                    PushEvent.MergeRequestUpdated _,
                    PushEvent.PipelineFinished _,
                    PushEvent.ImageSeen _ -> false;
            case null -> true;
        };
    }

    private static @Nullable String branchOf(PushEvent push) {
        return switch (push) {
            case BranchPushed pushed -> pushed.branch();
            case PushEvent.BranchDeleted deleted -> deleted.branch();
            case PushEvent.PipelineFinished finished -> finished.pipeline().ref();
            case PushEvent.MergeRequestUpdated updated -> updated.request().source();
            case PushEvent.TagPushed _, PushEvent.TagDeleted _, PushEvent.ImageSeen _ -> null;
        };
    }

    private @Nullable String commit() {
        if (push instanceof BranchPushed pushed) {
            return pushed.after().value();
        }
        return source != null
                ? source.id().value()
                : builds.values().stream().map(BuildFold::commit).findFirst().orElse(null);
    }

    /** Where a release is known, its image was built, whatever has not been seen yet. */
    private Build buildOf(BuildFold build) {
        var released = releases.values().stream()
                .filter(r -> r.application().equals(build.application()) && !r.isBack())
                .findFirst();
        return released.map(r -> build.view(r.view().image())).orElseGet(() -> build.view(null));
    }

    private List<Trouble> troubles(List<DeliveryView.Release> released) {
        return Stream.of(
                        builds.values().stream().flatMap(b -> b.trouble().stream()),
                        releases.values().stream().flatMap(r -> r.trouble().stream()),
                        lines.troubles(released).stream())
                .flatMap(each -> each)
                .sorted(Comparator.comparing(Trouble::at))
                .toList();
    }
}
