package dev.slipway.benchmarks;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Releases as sync-service gets them, each of a commit and a content of its own. */
final class EngineReleases implements AutoCloseable {
    private static final int IN_TURN = 20;
    private static final Duration APART = Duration.ofMillis(100);
    private final EngineSite site;
    private final EngineCommits commits;
    private final SimulatedArgoCd argo;
    private final String namespace;
    private final Ends ends;
    private long number;

    EngineReleases(EngineSite site, EngineCommits commits, SimulatedArgoCd argo, String namespace) {
        this.site = site;
        this.commits = commits;
        this.argo = argo;
        this.namespace = namespace;
        ends = new Ends(site.clients());
    }

    /** @param told from the row to Argo CD, and {@code said} from Argo CD's word to the event */
    record Took(List<Duration> told, List<Duration> said) {}

    static String project(int environment) {
        return "p" + environment;
    }

    Took oneByOne(int releases) throws IOException, InterruptedException {
        var took = new Took(new ArrayList<>(), new ArrayList<>());
        for (var n = 0; n < releases; n++) {
            var row = row(n % IN_TURN, "argocd");
            var began = System.nanoTime();
            site.desire(row);
            var said = ends.of(cause(row));
            took.told().add(Duration.ofNanos(at(argo.asked, row.subject()) - began));
            took.said().add(Duration.ofNanos(said - at(argo.ended, row.subject())));
        }
        return took;
    }

    /** The same by Flux, whose objects are named by their environment. */
    Took oneByOne(int releases, SimulatedFlux flux) throws IOException, InterruptedException {
        var took = new Took(new ArrayList<>(), new ArrayList<>());
        for (var n = 0; n < releases; n++) {
            var row = row(n % IN_TURN, "flux");
            var name = row.environment().project() + "-" + row.environment().name();
            var began = System.nanoTime();
            site.desire(row);
            var said = ends.of(cause(row));
            took.told().add(Duration.ofNanos(at(flux.asked, name) - began));
            took.said().add(Duration.ofNanos(said - at(flux.ended, name)));
        }
        return took;
    }

    /** A release of each environment, ten a second. @return what those that are named took to their end */
    List<Duration> together(int environments, List<Integer> measured) throws IOException, InterruptedException {
        var began = new HashMap<Integer, Long>();
        var causes = new HashMap<Integer, String>();
        for (var n = 0; n < environments; n++) {
            var row = row(n, "argocd");
            causes.put(n, cause(row));
            began.put(n, System.nanoTime());
            site.desire(row);
            LockSupport.parkNanos(APART.toNanos());
        }
        for (var cause : causes.values()) {
            ends.of(cause);
        }
        var took = new ArrayList<Duration>();
        for (var n : measured) {
            took.add(Duration.ofNanos(ends.of(at(causes, n)) - at(began, n)));
        }
        return took;
    }

    /** Has its objects watched: one that Flux, which is not there, never brings anywhere. */
    void watchFlux() throws IOException {
        site.desire(row(IN_TURN, "flux"));
    }

    /** Rows of environments whose objects are there: each is seen, and synced by hand alone. */
    List<EnvironmentDesired> observe(int applications, int kustomizations) throws IOException {
        var rows = new ArrayList<EnvironmentDesired>();
        var committed = commits.commit("observed");
        for (var n = 0; n < applications + kustomizations; n++) {
            var engine = n < applications ? "argocd" : "flux";
            var ref = new EnvironmentRef("other-" + n, "prod");
            rows.add(row(ref, committed, engine, "other-" + n).synced(new Sync("manual"), null));
            site.desire(rows.getLast());
        }
        return rows;
    }

    /** A start, as it may be done. */
    interface Start {
        void run() throws IOException, InterruptedException;
    }

    Duration toldAfter(Start start, long began) throws IOException, InterruptedException {
        var row = row(0, "argocd");
        site.desire(row);
        start.run();
        ends.of(cause(row));
        return Duration.ofNanos(at(argo.asked, row.subject()) - began);
    }

    private static <K, V> V at(Map<K, V> times, K key) {
        return Objects.requireNonNull(times.get(key));
    }

    private static String cause(EnvironmentDesired row) {
        return row.releases().getFirst().cause().id().toString();
    }

    private EnvironmentDesired row(int environment, String engine) throws IOException {
        var ref = new EnvironmentRef(engine.equals("flux") ? "f" + environment : project(environment), "prod");
        return row(ref, commits.commit("version " + (number + 1)), engine, null);
    }

    private EnvironmentDesired row(
            EnvironmentRef ref, EngineCommits.Committed committed, String engine, @Nullable String name) {
        number++;
        var commit = committed.source().commit();
        var source = new SourceCommit(commit, new Person("Li Hua", "li@example.com"), "Say hello", Instant.EPOCH);
        var image = new ImageReference("registry.example/shop", "v" + number, "sha256:" + "0".repeat(64));
        var release = new Release(UUID.randomUUID(), ref, "web", new Ordinal(number), source, image);
        var cause = new Cause(UUID.randomUUID(), UUID.randomUUID(), null);
        return new EnvironmentDesired(
                ref,
                EngineSite.CLUSTER,
                namespace,
                number,
                committed.source(),
                committed.content(),
                engine,
                new Engine(engine, null, name, namespace, null, name == null ? null : false, null, null, null, null),
                List.of(new ReleaseDesired(release, cause)),
                null);
    }

    @Override
    public void close() {
        ends.close();
    }
}
