package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.CommandEvent.OfLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.OfInstallation;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Parts;
import dev.slipway.service.decide.Route;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each fact means for a project's lines. Pure. */
public class ReleaseDecider implements Decider<Lines>, Releases.Admission {

    @Override
    public Parts<Lines> parts() {
        return new PartsOfLines();
    }

    @Override
    public Class<Lines> stateType() {
        return Lines.class;
    }

    @Override
    public Lines initial() {
        return Lines.empty();
    }

    @Override
    public List<Route<Lines, ?>> routes() {
        return List.of(
                new Route<>("push", PushEvent.class, this::pushed),
                new Route<>("image", ImageEvent.class, this::imageSaid),
                new Route<>("command", CommandEvent.class, this::obey),
                new Route<>("config", ConfigEvent.class, this::configSaid),
                new Route<>("sync", SyncEvent.class, this::syncSaid),
                new Route<>("catalog", CatalogEvent.class, this::declared));
    }

    /** A build that ends late never overtakes. */
    @Override
    public boolean isOvertaken(Line line, Release release) {
        return line.isPast(release);
    }

    /** A hold keeps out what automation would bring. */
    @Override
    public boolean isKeptOut(Line line, Release release, boolean forced) {
        var hold = line.hold();
        return hold != null && (hold.keeps(forced) || line.hasLeft(release.image()));
    }

    /** Nothing that was asked for is done twice. */
    public boolean hasObeyed(Line line, UUID order) {
        return line.hasObeyed(order);
    }

    private Decision<Lines> pushed(Lines lines, Fact<PushEvent> fact) {
        var project = lines.project();
        return switch (fact.event()) {
            case BranchPushed push -> {
                var read = project == null ? Decision.of(lines) : Pushes.to(Decision.of(lines), project, push);
                yield fact.isReplayed() ? read : Gone.missed(read, push);
            }
            case TagPushed tag -> tagged(lines, tag.repository(), tag.tag(), tag.after(), tag.ordinal(), fact);
            case TagDeleted tag -> tagged(lines, tag.repository(), tag.tag(), null, tag.ordinal(), fact);
            case MergeRequestUpdated heard when project != null -> HeardRequests.heard(lines, project, heard);
            case PushEvent _ -> Decision.of(lines);
        };
    }

    private static Decision<Lines> tagged(
            Lines lines,
            RepositoryRef repository,
            String tag,
            @Nullable CommitId commit,
            Ordinal ordinal,
            Fact<?> fact) {
        var project = lines.project();
        var stock = lines.stock()
                .tagged(
                        repository.name(),
                        new Stock.Tagged(tag, commit, ordinal),
                        name -> project != null && Pins.isNamed(project, name));
        var decision = Decision.of(lines.with(stock));
        return project == null ? decision : Pins.settle(decision, project, fact);
    }

    private Decision<Lines> obey(Lines lines, Fact<CommandEvent> fact) {
        return switch (fact.event()) {
            case OfLine command -> obeyLine(lines, new Fact<>(fact.envelope(), command, fact.isReplayed()));
            case InstallEngine install -> handOn(lines, install, fact);
        };
    }

    /** Who replays what happened wants no engine back that was replaced since. */
    private static Decision<Lines> handOn(Lines lines, InstallEngine install, Fact<?> fact) {
        return fact.isReplayed()
                ? Decision.of(lines)
                : Decision.of(lines)
                        .say(new EngineDesired(
                                install.cluster(),
                                install.engine(),
                                install.from(),
                                install.sha256(),
                                install.by(),
                                fact.envelope().id()));
    }

    /** What a hold has kept out may be what its environment is pinned to; but who turns or holds a line lets nothing in. */
    private Decision<Lines> obeyLine(Lines lines, Fact<OfLine> fact) {
        var obeyed = Commands.obey(lines, fact, this::hasObeyed);
        var project = lines.project();
        return switch (fact.event()) {
            case Rollback _, HoldLine _ -> obeyed;
            case FreeLine _, Promote _, Deploy _, Sync _ ->
                project == null ? obeyed : Pins.settle(obeyed, project, fact);
        };
    }

    private Decision<Lines> imageSaid(Lines lines, Fact<ImageEvent> fact) {
        return switch (fact.event()) {
            case ImageBuilt built ->
                lines.project() == null
                        ? Decision.of(lines)
                        : new Releases(this).built(lines, lines.project(), built, fact);
            case BuildSkipped skipped
            when lines.project() != null -> {
                var stock = lines.stock().skipped(skipped, lines.project());
                yield Pins.settle(Decision.of(lines.with(stock)), lines.project(), fact);
            }
            case BuildQueued _, BuildStarted _, BuildFailed _, BuildSkipped _, BuildSuperseded _ -> Decision.of(lines);
        };
    }

    private Decision<Lines> configSaid(Lines lines, Fact<ConfigEvent> fact) {
        return switch (fact.event()) {
            case ConfigUpdated updated -> InBranch.updated(lines, updated, fact);
            case ConfigUnchanged unchanged -> InBranch.unchanged(lines, unchanged, fact);
            case ConfigFailed failed ->
                Ahead.refused(
                        Statuses.told(Decision.of(lines), failed.release(), State.FAILED, failed.failure(), fact),
                        failed.release());
            case ReleaseRequested _, ReleaseHeld _, ConfigProposed _, ReleaseSuperseded _, LineEvent _ ->
                Decision.of(lines);
        };
    }

    private Decision<Lines> syncSaid(Lines lines, Fact<SyncEvent> fact) {
        return switch (fact.event()) {
            case ReleaseLive live ->
                Statuses.told(live(lines, live.release(), fact), live.release(), State.LIVE, null, fact);
            case SyncFailed failed ->
                Statuses.told(failed(lines, failed, fact), failed.release(), State.FAILED, failed.failure(), fact);
            case SyncAwaited awaited ->
                Statuses.told(
                        Decision.of(lines),
                        awaited.release(),
                        State.AWAITING_SYNC,
                        new Failure(Segment.ENGINE, awaited.why(), awaited.nextStep()),
                        fact);
            case SyncStarted _, SyncProgressed _, EngineObserved _, EngineFound _, OfInstallation _ ->
                Decision.of(lines);
        };
    }

    private Decision<Lines> live(Lines before, Release release, Fact<SyncEvent> fact) {
        if (release.image() == null) {
            return ended(before, release);
        }
        var line = before.of(release.environment(), release.application()).live(release);
        var ended = ended(before.with(release.environment(), release.application(), line), release);
        var project = before.project();
        if (project == null) {
            return ended;
        }
        var promoted = new Promotions(new Releases(this)).afterLive(ended.state(), project, release, fact.asCause());
        return Pins.settle(ended.and(promoted), project, fact);
    }

    private Decision<Lines> failed(Lines lines, SyncFailed failed, Fact<SyncEvent> fact) {
        var ended = ended(lines, failed.release());
        var project = lines.project();
        if (project == null) {
            return ended;
        }
        var turned = Turns.afterFailure(ended.state(), project, failed, fact, this::hasObeyed);
        return ended.and(turned);
    }

    /** With a release, all earlier ones of its line have ended: nothing will ever bring them to the cluster. */
    private static Decision<Lines> ended(Lines lines, Release release) {
        var line = lines.of(release.environment(), release.application());
        var decision = Decision.of(lines.with(release.environment(), release.application(), line.ended(release)));
        for (var earlier : line.upTo(release)) {
            if (!earlier.release().id().equals(release.id())) {
                decision = decision.say(ReleaseSuperseded.by(release.rank(), earlier.release()), earlier.cause());
            }
        }
        return decision;
    }

    private Decision<Lines> declared(Lines lines, Fact<CatalogEvent> fact) {
        return switch (fact.event()) {
            case CatalogEvent.ProjectDeclared(var project, var _) ->
                Gone.declared(
                        Syncs.declared(
                                Statuses.declared(PinChanges.declared(lines, project, fact), lines.project(), project),
                                lines.project(),
                                project),
                        lines.project());
            case CatalogEvent.ProjectRemoved _ -> Gone.declared(Decision.of(lines.declared(null)), lines.project());
        };
    }
}
