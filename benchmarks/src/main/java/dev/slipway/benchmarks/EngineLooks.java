package dev.slipway.benchmarks;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.argocd.ArgoCd;
import dev.slipway.syncservice.outbound.engine.Watches;
import dev.slipway.syncservice.outbound.flux.FluxApi;
import dev.slipway.syncservice.outbound.flux.FluxEngine;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What it costs to ask how an environment's object is, where a watch has it already: as sync-service asks, several times a second. */
final class EngineLooks {
    private static final int ROUNDS = 100;
    private static final Duration BEGIN_MAX = Duration.ofSeconds(60);

    private EngineLooks() {}

    static void measure(KubernetesClient client, List<EnvironmentDesired> rows)
            throws IOException, InterruptedException {
        try (var watches = new Watches(client)) {
            Contents contents = (_, _) -> Optional.empty();
            var cluster = new KubernetesCluster(client);
            var argo = ArgoCd.in(client, watches, (_, _) -> Optional.empty(), contents, cluster);
            var flux = new FluxEngine(new FluxApi(client, watches), (_, _) -> Optional.empty(), contents, cluster);
            var sights = Map.of(
                    ArgoCd.TYPE, argo.sight().orElseThrow(),
                    FluxEngine.TYPE, flux.sight().orElseThrow());
            begin(sights, rows);
            var fresh = new ArrayList<Duration>();
            var known = new ArrayList<Duration>();
            for (var round = 0; round < ROUNDS; round++) {
                var views = views(sights, rows);
                look(views, fresh);
                look(views, known);
            }
            var settled = rows.size() * ROUNDS / 2;
            Table.micros("  a look at one that has changed", fresh.subList(settled, fresh.size()));
            Table.micros("  a look at one that has not", known.subList(settled, known.size()));
        }
    }

    private static List<Sight.View> views(Map<String, Sight> sights, List<EnvironmentDesired> rows) {
        return rows.stream()
                .map(row -> Objects.requireNonNull(sights.get(row.engine())).of(row))
                .toList();
    }

    private static void look(List<Sight.View> views, List<Duration> took) throws IOException {
        for (var view : views) {
            var began = System.nanoTime();
            var _ = view.now();
            took.add(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** The watches. */
    private static void begin(Map<String, Sight> sights, List<EnvironmentDesired> rows)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + BEGIN_MAX.toNanos();
        while (true) {
            try {
                look(views(sights, rows), new ArrayList<>());
                return;
            } catch (IOException | PermanentFailure e) {
                if (System.nanoTime() > until) {
                    throw new IOException("the watches have not begun: " + e.getMessage(), e);
                }
                Thread.sleep(200);
            }
        }
    }
}
