package dev.slipway.events;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.ConfigEvent.SyncGranted;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.NoticeEvent.NoticeFailed;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.PushEvent.PipelineFinished;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One of each fact. */
public final class Samples {
    private static final UUID ID = UUID.fromString("0b3f3c56-6f0c-3a7b-9d53-2f8a7c1f4e10");
    private static final CommitId COMMIT = new CommitId("6bca52fa0c1d2e3f405162738495a6b7c8d9e0f1");
    private static final CommitId EARLIER = new CommitId("77fe210000000000000000000000000000000001");
    private static final Ordinal ORDINAL = new Ordinal(7);
    private static final RepositoryRef REPOSITORY = new RepositoryRef("hichat", "code");
    private static final ApplicationRef APPLICATION = new ApplicationRef("hichat", "web");
    private static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");
    private static final SourceCommit SOURCE = new SourceCommit(
            COMMIT, new Person("Li Hua", "lihua@example.com"), "fix: 登录", Instant.parse("2026-11-20T02:00:00Z"));
    private static final ImageReference IMAGE =
            new ImageReference("registry.example.com/root/hichat", COMMIT.value(), "sha256:" + "1".repeat(64));
    private static final String MANIFEST = "https://github.com/fluxcd/flux2/releases/download/v2.9.0/install.yaml";
    private static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Failure FAILURE =
            new Failure(Segment.CLUSTER, "2 of 3 pods crash: exit code 1", "look at MYSQL_HOST");
    private static final Release RELEASE = new Release(ID, PROD, "web", ORDINAL, SOURCE, IMAGE);
    private static final Release BROKEN = new Release(
            UUID.fromString("1b4e28ba-2fa1-31d2-883f-0016d3cca427"), PROD, "web", new Ordinal(8), SOURCE, IMAGE);
    private static final Release BACK = new Release(
            UUID.fromString("7c9e6679-7425-30de-944b-e07fc1f90ae7"),
            PROD,
            "web",
            new Ordinal(8),
            SOURCE,
            IMAGE,
            1,
            Origin.ROLLBACK);
    public static final Envelope ENVELOPE = new Envelope(
            ID,
            "webhook-service",
            Instant.parse("2026-11-20T02:00:01.250Z"),
            ID,
            ID,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private Samples() {}

    public static List<Event> all() {
        return List.of(
                new BranchPushed(REPOSITORY, "master", EARLIER, COMMIT, ORDINAL, "lihua", List.of("ci.skip")),
                new BranchDeleted(REPOSITORY, "feature/x", EARLIER, ORDINAL, "feature/y"),
                new TagPushed(REPOSITORY, "v1.0", EARLIER, COMMIT, ORDINAL, "lihua"),
                new TagDeleted(REPOSITORY, "v1.0", EARLIER, ORDINAL),
                new MergeRequestUpdated(
                        REPOSITORY,
                        new MergeRequest(
                                12,
                                State.MERGED,
                                "fix: 登录",
                                "fix-login",
                                "master",
                                COMMIT,
                                "lihua",
                                "https://git.example.com/root/hichat/-/merge_requests/12",
                                Instant.parse("2026-11-20T01:59:59Z")),
                        ORDINAL),
                new PipelineFinished(
                        REPOSITORY,
                        new Pipeline(
                                345,
                                Result.FAILED,
                                COMMIT,
                                "master",
                                "https://git.example.com/root/hichat/-/pipelines/345",
                                Instant.parse("2026-11-20T01:59:59Z")),
                        ORDINAL),
                new ImageSeen(APPLICATION, IMAGE, ORDINAL),
                new BuildQueued(APPLICATION, "master", COMMIT, ORDINAL),
                new BuildStarted(APPLICATION, "master", SOURCE, ORDINAL),
                new ImageBuilt(APPLICATION, "master", SOURCE, ORDINAL, IMAGE, false),
                new BuildFailed(APPLICATION, "master", COMMIT, ORDINAL, FAILURE),
                new BuildSkipped(APPLICATION, "master", COMMIT, ORDINAL, "the commit's message asks for no build"),
                new BuildSuperseded(APPLICATION, "master", COMMIT, ORDINAL, new Ordinal(8)),
                new Rollback(PROD, "web", RELEASE, "lihua", "登录 is broken"),
                new HoldLine(PROD, "web", "lihua", "freeze until Monday"),
                new FreeLine(PROD, "web", "lihua"),
                new Promote(PROD, "web", RELEASE, "lihua"),
                new Sync(PROD, "lihua"),
                new InstallEngine("cloud", "flux", MANIFEST, SHA256, "lihua"),
                new Deploy(
                        PROD,
                        "web",
                        COMMIT.value(),
                        List.of(
                                new Setting(Setting.Kind.REPLICAS, null, "3", null),
                                new Setting(Setting.Kind.ENV, "LOG_LEVEL", "debug", "web"),
                                new Setting(Setting.Kind.LIMIT, "cpu", "500m", "Deployment/web"),
                                new Setting(Setting.Kind.VALUE, "flags.search", "true", "values.yaml")),
                        "three pods for the weekend",
                        "lihua"),
                new ReleaseRequested(RELEASE),
                new ReleaseHeld(RELEASE, "freeze until Monday", "free the line when releases may go on"),
                new ReleaseSuperseded(RELEASE, new Ordinal(8)),
                new ConfigProposed(
                        RELEASE,
                        "slipway/prod/web",
                        "k8s-config",
                        "https://git.example.com/root/hichat/-/merge_requests/13",
                        EARLIER),
                new ConfigUpdated(RELEASE, "k8s-config", "k8s", EARLIER, "c0ffee", null, "decaf"),
                new ConfigUnchanged(RELEASE, "k8s-config", "k8s", EARLIER, null),
                new ConfigFailed(RELEASE, FAILURE),
                new LineHeld(PROD, "web", new Ordinal(8), false, "登录 is broken", "lihua", BROKEN, BACK, null),
                new LineFreed(PROD, "web", "lihua"),
                new PinUnmet(PROD, "web", "v3.7.0", FAILURE),
                new ChangesNotMerged(PROD, "master", COMMIT, List.of("k8s/web.yaml"), FAILURE),
                new SyncGranted(PROD, "lihua", 4),
                new CommandRefused(PROD, "web", "free", FAILURE, "lihua"),
                new EnvironmentDesired(
                        PROD,
                        "cloud",
                        "hichat",
                        3,
                        new DesiredEvent.Source(
                                "https://gitlab.example.com/root/hichat.git",
                                "hichat-git",
                                "k8s-config",
                                EARLIER,
                                "k8s"),
                        "c0ffee",
                        "direct",
                        List.of(new ReleaseDesired(RELEASE, new Cause(ID, ID, null)))),
                new EngineDesired("cloud", "flux", MANIFEST, SHA256, "lihua", ID),
                new EngineInstalling("cloud", "flux", 4, "v2.9.0", 48, 17, "ServiceAccount source-controller"),
                new EngineInstalled("cloud", "flux", "v2.9.0", 48, 6),
                new EngineInstallFailed("cloud", "flux", FAILURE),
                new SyncAwaited(
                        RELEASE,
                        "cloud",
                        "waits for a window: Mon-Fri 10:00-17:00 Asia/Shanghai",
                        Instant.parse("2026-11-23T02:00:00Z"),
                        "wait, or ask for it now: slipway sync hichat prod"),
                new SyncStarted(RELEASE, "cloud", EARLIER, "direct"),
                new SyncProgressed(RELEASE, "cloud", 9, "9 objects applied", null),
                new ReleaseLive(RELEASE, "cloud", EARLIER, "c0ffee", 3),
                new SyncFailed(RELEASE, "cloud", EARLIER, FAILURE),
                new EngineObserved(
                        RELEASE.environment(),
                        "cloud",
                        "argocd",
                        "Application argocd/hichat-prod",
                        EngineSync.SYNCED,
                        EngineHealth.DEGRADED,
                        EARLIER.value(),
                        "Deployment hichat exceeded its progress deadline",
                        7,
                        Instant.parse("2026-07-01T12:00:00Z")),
                new EngineFound(
                        "cloud",
                        "flux",
                        "flux-system",
                        EngineHealth.DEGRADED,
                        "v2.9.0",
                        List.of(new EngineComponent("source-controller", "v1.9.1", 0, 1)),
                        List.of("GitRepository v1", "Kustomization v1"),
                        List.of("source-controller has 0 of 1 pods ready"),
                        Instant.parse("2026-07-01T12:00:00Z")),
                new NoticeSent("hichat", "ops", ID, "hichat is live in prod"),
                new NoticeFailed("hichat", "ops", ID, FAILURE),
                new ProjectDeclared(project(), "folder"),
                new ProjectRemoved("hichat", "folder"));
    }

    /** Headers and value, as the golden files hold them. */
    public static String onTheWire(Event sample) throws IOException {
        var encoded = EventCodec.encode(ENVELOPE, sample);
        var record = Json.MAPPER.createObjectNode();
        var headers = record.putObject("headers");
        encoded.headers().forEach(headers::put);
        record.set("value", Json.MAPPER.readTree(encoded.value()));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n";
    }

    private static Project project() {
        return new Project(
                "hichat",
                List.of(new Repository(
                        "code",
                        "gitlab",
                        "root/hichat",
                        "https://gitlab.example.com/root/hichat.git",
                        "hichat-git",
                        "hichat-hook")),
                List.of(new Application(
                        "web",
                        "code",
                        "registry.example.com/root/hichat",
                        new Application.Build("local", "Dockerfile", "."))),
                List.of(new Environment(
                        "prod",
                        "master",
                        "cloud",
                        "hichat",
                        new Environment.Config("code", "k8s-config", "k8s", "master", "hichat.yaml"),
                        new Engine("direct"))),
                List.of(new Channel("ops", "feishu", "hichat-feishu", List.of("prod"), List.of("failed"))));
    }
}
