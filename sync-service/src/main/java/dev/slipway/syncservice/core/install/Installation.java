package dev.slipway.syncservice.core.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Patience;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One attempt to bring a bundle into the cluster. */
final class Installation {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    /** Whoever has not applied all by then may have been asleep, and another one's newer bundle may be there. */
    private static final Duration APPLIED_WITHIN = Duration.ofMinutes(1);

    private final Site site;
    private final Bundle bundle;
    private final Stage<InstallWork> stage;
    private final Patience patience;
    private final Progress progress;

    /** What is kept before anything is applied: refused where another instance has the engine in hand by now. */
    record Begun(String sha256, Instant at) {}

    Installation(Site site, Bundle bundle, Row<InstallWork> row, Stage<InstallWork> stage, Patience patience) {
        this.site = site;
        this.bundle = bundle;
        this.stage = stage;
        this.patience = patience;
        progress = new Progress(row, stage, bundle);
    }

    /** @return how many pods are ready */
    int toTheEnd(String sha256, Duration readyWithin) throws IOException, InterruptedException {
        progress.begun();
        for (var manifest : bundle.manifests()) {
            site.rehearse(manifest);
        }
        apply(bundle.definitions(), sha256);
        awaitServed();
        apply(bundle.afterDefinitions(), sha256);
        return awaitReady(readyWithin);
    }

    private void apply(List<Manifest> manifests, String sha256) throws IOException {
        stage.keep(new Begun(sha256, stage.now()));
        var deadline = stage.now().plus(APPLIED_WITHIN);
        for (var manifest : manifests) {
            if (stage.now().isAfter(deadline)) {
                throw new IOException(
                        "the cluster has not taken all objects within " + APPLIED_WITHIN.toSeconds() + " s");
            }
            site.apply(manifest);
            progress.applied(manifest);
        }
    }

    private void awaitServed() throws IOException, InterruptedException {
        var deadline = stage.now().plus(SERVED_WITHIN);
        for (var definition : bundle.definitions()) {
            while (!site.serves(definition)) {
                if (stage.now().isAfter(deadline)) {
                    throw new PermanentFailure(
                            Segment.CLUSTER,
                            "the cluster does not serve " + definition + " within " + SERVED_WITHIN.toSeconds() + " s",
                            "look at its conditions: kubectl describe crd " + definition.name());
                }
                pause();
            }
        }
    }

    private int awaitReady(Duration within) throws IOException, InterruptedException {
        var deadline = stage.now().plus(within);
        while (true) {
            switch (site.rollout(bundle.manifests())) {
                case Done done -> {
                    return done.podsReady();
                }
                case Broken broken -> throw new PermanentFailure(broken.why());
                case UnderWay underWay -> {
                    if (stage.now().isAfter(deadline)) {
                        throw late(within, underWay.seen());
                    }
                    progress.waits(underWay.seen());
                }
            }
            pause();
        }
    }

    private PermanentFailure late(Duration within, String seen) {
        return new PermanentFailure(
                Segment.CLUSTER,
                "all is applied, but not ready within " + within.toSeconds() + " s: " + seen,
                "look at the pods: kubectl describe pods -n " + site.namespace()
                        + "; asked for again, the installation waits for them once more");
    }

    private void pause() throws IOException, InterruptedException {
        if (!stage.newer().isEmpty()) {
            throw new PermanentFailure(Installer.OVERTAKEN);
        }
        if (stage.newerWaits()) {
            throw new IOException("somebody gives it up");
        }
        patience.rest(PAUSE);
    }
}
