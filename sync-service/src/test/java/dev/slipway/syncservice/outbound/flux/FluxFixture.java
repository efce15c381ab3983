package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Engine.Run;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real API server with a namespace that is ours alone, in which the simulated Flux works. */
final class FluxFixture implements AutoCloseable {
    static final String KUBECONFIG = "slipway.test.kubeconfig";
    static final String URL = "https://git.example/config.git";
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    final KubernetesClient client;
    final String namespace = "flux-" + UUID.randomUUID().toString().substring(0, 8);
    final SimulatedFlux flux;
    final Watches watches;
    final FluxApi api;
    final FluxEngine engine;
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final Map<String, String> contents = new ConcurrentHashMap<>();
    private final KubernetesClient its;

    FluxFixture() {
        client = client(UnaryOperator.identity());
        FluxDefinitions.in(client);
        Namespaces.make(client, namespace);
        its = client(UnaryOperator.identity());
        flux = new SimulatedFlux(its, namespace);
        watches = new Watches(client);
        api = new FluxApi(client, watches);
        engine = engine(api, new KubernetesCluster(client));
    }

    FluxEngine engine(FluxApi by, Cluster cluster) {
        return new FluxEngine(new FluxParts(
                by,
                (name, key) -> Optional.ofNullable(secrets.get(name + "/" + key)),
                (_, commit) -> Optional.ofNullable(contents.get(commit.value())),
                cluster,
                Duration.ofMillis(400)));
    }

    /** Of one who sees no pods. */
    static Cluster noPods() {
        return new Cluster() {
            @Override
            public void apply(List<Manifest> manifests, String namespace) {
                throw new AssertionError("nothing is applied past Flux");
            }

            @Override
            public Rollout rollout(List<Manifest> manifests, String namespace) throws IOException {
                throw new IOException("may not see pods");
            }
        };
    }

    static KubernetesClient client(UnaryOperator<ConfigBuilder> as) {
        var config =
                Config.fromKubeconfig(Path.of(System.getProperty(KUBECONFIG)).toFile());
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(
                        as.apply(new ConfigBuilder(config).withRequestRetryBackoffLimit(0))
                                .build()))
                .build();
    }

    static String commit(int number) {
        return "%08x".formatted(number).repeat(5);
    }

    EnvironmentDesired desired(int number, Settings settings) {
        return desired(number, settings, null);
    }

    EnvironmentDesired desired(int number, Settings settings, @Nullable String credentials) {
        return new EnvironmentDesired(
                new EnvironmentRef("hichat", "prod"),
                "cloud",
                namespace,
                number,
                new Source(URL, credentials, "master", new CommitId(commit(number)), "k8s/prod"),
                "content " + number,
                "flux",
                settings.engine(namespace),
                List.of(),
                null);
    }

    /** What an environment's catalog says; all else is as usual. */
    record Settings(
            @Nullable String kind,
            @Nullable Boolean create,
            @Nullable Boolean autoSync,
            @Nullable Map<String, Object> spec) {
        static final Settings USUAL = new Settings(null, null, null, null);
        static final Settings HELM = new Settings("helm-release", null, null, null);
        /** With further sources. */
        static final Settings CHARTS = with(Map.of(
                "sources",
                List.of(
                        Map.of(
                                "kind", "HelmRepository",
                                "name", "charts",
                                "url", "https://charts.example.com",
                                "secretRef", Map.of("name", "charts-login")),
                        Map.of("kind", "OCIRepository", "name", "base", "url", "oci://registry.example.com/base"))));

        static Settings with(Map<String, Object> spec) {
            return new Settings(null, null, null, spec);
        }

        Engine engine(String namespace) {
            return new Engine("flux", kind, null, namespace, null, create, autoSync, null, null, spec);
        }
    }

    /** Begins it, and waits for its end as the synchronizer does. */
    Rollout synced(EnvironmentDesired desired) throws IOException, InterruptedException {
        return ended(engine.plan(desired).begin());
    }

    static Rollout ended(Run run) throws IOException, InterruptedException {
        var until = System.nanoTime() + ENOUGH.toNanos();
        while (true) {
            var rollout = run.look();
            if (!(rollout instanceof UnderWay) || System.nanoTime() > until) {
                return rollout;
            }
            run.rest(Duration.ofSeconds(2));
        }
    }

    /** What it says while nothing ends it. */
    static String seenFor(Duration time, Run run) throws IOException, InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        var seen = "";
        while (System.nanoTime() < until) {
            seen = run.look() instanceof UnderWay underWay ? underWay.seen() : "ended";
            run.rest(Duration.ofMillis(50));
        }
        return seen;
    }

    FluxObject apply(FluxKind kind, Map<String, Object> wanted) throws IOException {
        return api.apply(kind, wanted, null);
    }

    FluxObject object(FluxKind kind) throws IOException {
        return api.find(kind, namespace, "hichat-prod").orElseThrow();
    }

    int runs(FluxKind kind) {
        var runs = flux.runs.get(kind + " hichat-prod");
        return runs == null ? 0 : runs.get();
    }

    @Override
    public void close() {
        flux.close();
        watches.close();
        client.namespaces().withName(namespace).delete();
        its.close();
        client.close();
    }
}
