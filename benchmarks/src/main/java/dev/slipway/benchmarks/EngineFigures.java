package dev.slipway.benchmarks;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * sync-service beside Argo CD and Flux, on the real API server that KUBECONFIG names. Both are simulated, and quick: what is
 * measured is Slipway's and the API server's share.
 */
final class EngineFigures {
    private static final int APPLICATIONS = 2_000;
    private static final int KUSTOMIZATIONS = 1_000;
    private static final int ENVIRONMENTS = 128;
    private static final int FAILING = 11;
    private static final int RUNS = 5;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(40);

    private EngineFigures() {}

    static void measure(Path data, int releases) throws IOException, InterruptedException {
        var kubeconfig = System.getenv("KUBECONFIG");
        if (kubeconfig == null) {
            Table.line("engines: skipped, they need a cluster: KUBECONFIG=$(testkit/control-plane/up.sh --crds …) …");
            return;
        }
        var namespace = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        try (var client = EngineObjectsOfMany.client(Path.of(kubeconfig))) {
            EngineObjectsOfMany.mustBeDefined(client);
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
            try (var argo = new SimulatedArgoCd(client, namespace);
                    var site = new EngineSite(data, Path.of(kubeconfig).toAbsolutePath());
                    var commits = new EngineCommits(data.resolve("git"));
                    var releasing = new EngineReleases(site, commits, argo, namespace)) {
                latency(releasing, releases);
                try (var flux = new SimulatedFlux(client, namespace, commits::newest)) {
                    latency(releasing, flux, releases);
                }
                neighbours(releasing, argo);
                many(site, client, releasing, namespace);
            } finally {
                client.namespaces().withName(namespace).delete();
            }
        }
    }

    private static void latency(EngineReleases releasing, int releases) throws IOException, InterruptedException {
        releasing.oneByOne(releases / 4 + 10);
        var took = releasing.oneByOne(releases);
        Table.line(releases + " releases by Argo CD, one after the other:");
        Table.line("  desired to Argo CD told", took.told());
        Table.line("  status changed to the end said", took.said());
    }

    private static void latency(EngineReleases releasing, SimulatedFlux flux, int releases)
            throws IOException, InterruptedException {
        releasing.oneByOne(releases / 4 + 10, flux);
        var took = releasing.oneByOne(releases, flux);
        Table.line(releases + " releases by Flux:");
        Table.line("  desired to Flux asked", took.told());
        Table.line("  status changed to the end said", took.said());
    }

    /** Runs with and without failures take turns, so that what else the machine does hits both. */
    private static void neighbours(EngineReleases releasing, SimulatedArgoCd argo)
            throws IOException, InterruptedException {
        var ill = IntStream.range(0, FAILING)
                .mapToObj(n -> EngineReleases.project(n) + "-prod")
                .collect(Collectors.toSet());
        var healthy = IntStream.range(FAILING, ENVIRONMENTS).boxed().toList();
        releasing.together(ENVIRONMENTS, healthy);
        var without = new ArrayList<List<Duration>>();
        var beside = new ArrayList<List<Duration>>();
        for (var run = 0; run < RUNS; run++) {
            argo.failing = Set.of();
            without.add(releasing.together(ENVIRONMENTS, healthy));
            argo.failing = ill;
            beside.add(releasing.together(ENVIRONMENTS, healthy));
        }
        argo.failing = Set.of();
        Table.line("desired to live, " + healthy.size() + " of " + ENVIRONMENTS + " environments, median of " + RUNS
                + " runs:");
        compare("  p50", without, beside, 0.5);
        compare("  p99", without, beside, 0.99);
    }

    private static void compare(String what, List<List<Duration>> without, List<List<Duration>> beside, double share) {
        var alone = median(without, share);
        var among = median(beside, share);
        Table.line(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f ms where all are well, %.1f ms beside %d that fail (%+.0f %%)",
                        alone,
                        among,
                        FAILING,
                        100 * (among / alone - 1)));
    }

    private static double median(List<List<Duration>> runs, double share) {
        return runs.stream()
                .mapToDouble(run -> Table.millisAt(run, share))
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void many(EngineSite site, KubernetesClient client, EngineReleases releasing, String namespace)
            throws InterruptedException, IOException {
        EngineObjectsOfMany.make(client, namespace, APPLICATIONS, KUSTOMIZATIONS);
        releasing.watchFlux();
        var observed = releasing.observe(APPLICATIONS, KUSTOMIZATIONS);
        releasing.oneByOne(5);
        Thread.sleep(SETTLING);
        Table.line(
                APPLICATIONS + " Applications and " + KUSTOMIZATIONS + " Kustomizations watched, each an environment's",
                String.format(
                        Locale.ROOT,
                        "%d MB resident, %.1f %% of a core",
                        site.residentMegabytes(),
                        100 * site.cpuFor(IDLE)));
        EngineLooks.measure(client, observed);
        site.stop();
        var began = System.nanoTime();
        var told = releasing.toldAfter(site::startAgain, began);
        Table.line("  started again, until it tells Argo CD of the next", told);
        Table.line("  resident after that", site.residentMegabytes() + " MB");
    }
}
