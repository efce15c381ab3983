package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.CommitId;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.argocd.Verdict.Blocked;
import dev.slipway.syncservice.outbound.argocd.Verdict.Ended;
import dev.slipway.syncservice.outbound.argocd.Verdict.Live;
import dev.slipway.syncservice.outbound.argocd.Verdict.NotYet;
import dev.slipway.syncservice.outbound.argocd.Verdict.Sync;
import dev.slipway.syncservice.outbound.argocd.Verdict.Unwell;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One release on its way through Argo CD. Each look decides anew from what the Application says; asking for a sync twice is refused. */
final class ArgoRun implements Engine.Run {
    /** For what gets well by itself when controllers have caught up, and is wrong if it does not. */
    private static final Duration LASTS = Duration.ofSeconds(20);

    private static final Duration PASSES = Duration.ofSeconds(2);
    private static final int SYNCS_MAX = 3;

    private final Applications applications;
    private final Contents contents;
    private final ArgoPods pods;
    private final EnvironmentDesired desired;
    private final Declared declared;
    private final Request request;
    private final Set<String> runs = new HashSet<>();
    private final Map<String, Boolean> contentIsOurs = new HashMap<>();
    private int syncs;
    private @Nullable String seenVersion;
    /** What we have seen or written ourselves; what the watch tells may be older. */
    private long known;

    private long unwellSince;
    private long failedAt;

    ArgoRun(
            Applications applications,
            Contents contents,
            Cluster cluster,
            EnvironmentDesired desired,
            Declared declared) {
        this.applications = applications;
        this.contents = contents;
        pods = new ArgoPods(cluster, declared);
        this.desired = desired;
        this.declared = declared;
        request = Request.of(desired, UUID.randomUUID().toString());
    }

    /**
     * A sync for the same generation that still runs, or has just succeeded, is ours: whoever asked for it has stopped before its end.
     */
    void begin(GenericKubernetesResource application) throws IOException {
        var state = ApplicationState.of(application, declared);
        var operation = state.operation();
        var run = ApplicationState.info(operation, Request.RUN);
        if (run != null
                && request.generation().equals(ApplicationState.info(operation, Request.GENERATION))
                && (state.running() || (state.phase().equals("Succeeded") && !state.comparedAfterSync()))) {
            runs.add(run);
        }
        judge(application);
    }

    @Override
    public String done() {
        return syncs == 0
                ? declared + " is looked at; it needs no sync, or one runs"
                : declared + " is told to sync to " + desired.source().commit().abbreviated();
    }

    @Override
    public Rollout look() throws IOException {
        try {
            var application = applications.seen(declared);
            if (application.isEmpty() && seenVersion != null) {
                throw new IOException(declared + " was removed meanwhile; it is made anew where Slipway writes it");
            }
            if (application.isEmpty()) {
                return UnderWay.ofEngine(declared + " has not been seen yet");
            }
            EngineObjects.mustStay(application.get());
            seenVersion = application.get().getMetadata().getResourceVersion();
            return version(application.get()) < known
                    ? UnderWay.ofEngine("Argo CD has been told of " + declared)
                    : judge(application.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void rest(Duration most) throws InterruptedException {
        applications.rest(declared, seenVersion, most);
    }

    private static long version(GenericKubernetesResource application) {
        return Long.parseLong(application.getMetadata().getResourceVersion()); // grows, as Kubernetes promises by now
    }

    private Rollout judge(GenericKubernetesResource application) throws IOException {
        known = version(application);
        var state = ApplicationState.of(application, declared);
        for (var revision : new String[] {state.revision(), state.syncedRevision()}) {
            if (revision != null && !contentIsOurs.containsKey(revision)) {
                contentIsOurs.put(revision, hasContent(revision));
            }
        }
        var judgement = new Judgement(declared, runs, revision -> contentIsOurs.getOrDefault(revision, false));
        return switch (judgement.of(state)) {
            case Live _ -> new Done(0);
            case Sync _ -> sync(application);
            case NotYet notYet -> well(notYet.seen());
            case Unwell unwell -> unwell(state, unwell);
            case Blocked blocked -> throw new IOException(blocked.seen() + "; it goes on when the window opens");
            case Ended ended ->
                ended.passing() && syncs < SYNCS_MAX ? again(application, ended) : new Broken(ended.why());
        };
    }

    private boolean hasContent(String revision) throws IOException {
        if (revision.equals(desired.source().commit().toString())) {
            return true;
        }
        try {
            return contents.at(desired.source(), new CommitId(revision))
                    .filter(desired.content()::equals)
                    .isPresent();
        } catch (PermanentFailure | IllegalArgumentException _) {
            return false; // a revision that is no commit of this repository
        }
    }

    private Rollout sync(GenericKubernetesResource application) throws IOException {
        if (syncs == SYNCS_MAX) {
            return UnderWay.ofEngine(
                    declared + " was told " + SYNCS_MAX
                            + " times to sync, and each time somebody else replaced that, or took it away: see who writes its operation");
        }
        var told = applications.sync(declared, application, request);
        if (told.isPresent()) {
            syncs++;
            runs.add(request.run());
            known = version(told.get());
        }
        return well("Argo CD has been told to sync " + declared);
    }

    /** What may pass is given a moment, and another try. */
    private Rollout again(GenericKubernetesResource application, Ended ended) throws IOException {
        var now = System.nanoTime();
        if (failedAt == 0) {
            failedAt = now;
        } else if (now - failedAt > PASSES.toNanos()) {
            failedAt = 0;
            return sync(application);
        }
        return well("tried again: " + ended.why().seen());
    }

    private Rollout well(String seen) {
        unwellSince = 0;
        return UnderWay.ofEngine(seen);
    }

    private Rollout unwell(ApplicationState state, Unwell unwell) {
        var isApplied = state.sync().equals("Synced") && !state.running();
        var all = all(unwell);
        return switch (pods.of(state)) {
            case Broken broken when isApplied -> broken;
            case Broken broken -> broken.judgingOthers(_ -> all);
            case UnderWay late when isApplied && all instanceof UnderWay -> new UnderWay(unwell.seen(), late.images());
            case UnderWay _, Done _ -> all;
        };
    }

    /** What can't be told apart. */
    private Rollout all(Unwell unwell) {
        var now = System.nanoTime();
        if (unwell.ifItLasts() == null || unwellSince == 0) {
            unwellSince = unwell.ifItLasts() == null ? 0 : now;
        } else if (now - unwellSince > LASTS.toNanos()) {
            return new Broken(unwell.ifItLasts());
        }
        return new UnderWay(unwell.seen());
    }
}
