package dev.slipway.syncservice.core.install;

import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.Patience;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Installs the engine that was asked for last. Nothing is applied of a manifest that is another one than was asked for, that can't be read
 * as a whole, or that the cluster would refuse a part of. What a crash broke off is done once more, and changes nothing that is there.
 */
public final class Installer implements Actor<InstallWork> {
    static final Failure OVERTAKEN = new Failure(
            Segment.ENGINE, "another installation of the engine was asked for since", "look at how that one goes");
    /** Of what may pass by itself: some minutes. */
    private static final int TRIES = 8;

    private final Map<String, Site> sites;
    private final Allowed allowed;
    private final ManifestSource manifests;
    private final Duration readyWithin;
    private final Patience patience;

    /** @param sites of the engines that can be installed, by their type */
    public Installer(
            Map<String, Site> sites,
            Allowed allowed,
            ManifestSource manifests,
            Duration readyWithin,
            Patience patience) {
        this.sites = Map.copyOf(sites);
        this.allowed = allowed;
        this.manifests = manifests;
        this.readyWithin = readyWithin;
        this.patience = patience;
    }

    @Override
    public Segment segment() {
        return Segment.ENGINE;
    }

    @Override
    public Outcome<InstallWork> act(String resource, List<Row<InstallWork>> rows, Stage<InstallWork> stage)
            throws IOException, InterruptedException {
        var newest = rows.stream().max(Comparator.comparing(Row::since)).orElseThrow();
        var outcome = Outcome.<InstallWork>none();
        rows.stream().filter(row -> !row.equals(newest)).forEach(row -> outcome.and(failed(row, OVERTAKEN)));
        if (!newest.due(stage.now())) {
            return outcome.again(newest, Duration.between(stage.now(), newest.nextTry()), newest.waitsFor());
        }
        try {
            return outcome.and(install(newest, stage));
        } catch (IOException e) {
            return outcome.retry(newest, String.valueOf(e.getMessage())); // the others have ended all the same
        }
    }

    @Override
    public Outcome<InstallWork> giveUp(Row<InstallWork> row, Failure why, Stage<InstallWork> stage) {
        return failed(row, why);
    }

    private static Outcome<InstallWork> failed(Row<InstallWork> row, Failure why) {
        var desired = row.intent().desired();
        return Outcome.<InstallWork>none()
                .say(row, new EngineInstallFailed(desired.cluster(), desired.engine(), why))
                .close(row);
    }

    private Outcome<InstallWork> install(Row<InstallWork> row, Stage<InstallWork> stage)
            throws IOException, InterruptedException {
        var desired = row.intent().desired();
        try {
            mustBeAllowed(desired);
            var site = site(desired.engine());
            var bundle = bundle(desired, site);
            var ready = new Installation(site, bundle, row, stage, patience).toTheEnd(desired.sha256(), readyWithin);
            return Outcome.<InstallWork>none()
                    .say(
                            row,
                            new EngineInstalled(
                                    desired.cluster(),
                                    desired.engine(),
                                    bundle.version(),
                                    bundle.manifests().size(),
                                    ready))
                    .close(row);
        } catch (PermanentFailure e) {
            return failed(row, e.failure());
        } catch (IOException e) {
            if (row.attempts() + 1 < TRIES) {
                throw e;
            }
            return failed(
                    row,
                    new Failure(
                            Segment.ENGINE,
                            "tried " + TRIES + " times; last: " + e.getMessage(),
                            "mend what the last attempt met, then ask for it again"));
        }
    }

    private void mustBeAllowed(EngineDesired desired) {
        if (allowed.is(desired.sha256())) {
            return;
        }
        throw allowed.isNone()
                ? new PermanentFailure(
                        Segment.ENGINE,
                        "the sync-service of this cluster may not install engines",
                        "set slipway.sync.install-engines=" + desired.sha256() + " for it, and give it the rights in"
                                + " deploy/engines/flux-install.yaml; or install the engine by hand")
                : new PermanentFailure(
                        Segment.ENGINE,
                        "the sync-service of this cluster may install other manifests, but not " + desired.sha256(),
                        "name one of those in slipway.sync.install-engines, or add this one there");
    }

    private Site site(String engine) {
        var site = sites.get(engine);
        if (site != null) {
            return site;
        }
        throw new PermanentFailure(
                Segment.ENGINE,
                "this sync-service cannot install '" + engine + "'",
                "install it by hand; Slipway installs " + String.join(", ", new TreeSet<>(sites.keySet())));
    }

    private Bundle bundle(EngineDesired desired, Site site) throws IOException, InterruptedException {
        var read = manifests.read(desired.from());
        var sum = sha256(read);
        if (!sum.equals(desired.sha256().toLowerCase(Locale.ROOT))) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    "what was read from " + desired.from() + " is not what was asked for: its SHA-256 is " + sum
                            + ", not " + desired.sha256(),
                    "compare it with what the engine's release says; nothing was applied");
        }
        var bundle = Bundle.of(name(desired.from()), read, site.namespace());
        mustNotGoBack(bundle, site.found().version());
        for (var definition : bundle.definitions()) {
            mustNotGoBack(bundle, site.version(definition));
        }
        return bundle;
    }

    /** Definitions come first and workloads last: where an installation was broken off, the ones are newer than the others. */
    private static void mustNotGoBack(Bundle bundle, @Nullable String there) {
        if (Version.of(there).isPresent() && !Version.isAtLeast(bundle.version(), there)) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    "the manifest is " + (bundle.version() == null ? "of no version" : bundle.version()) + ", and "
                            + there + " is there, which is newer",
                    "name a manifest of " + there
                            + " or newer; Slipway takes no engine back, since an older one may not read what a newer one has stored");
        }
    }

    private static String name(String from) {
        var path = from.replaceFirst("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
