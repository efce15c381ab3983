package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Engine.Run;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.engine.Fields;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A namespace with a simulated Argo CD in a real cluster, and the engine before it. */
final class ArgoFixture implements AutoCloseable {
    static final String KUBECONFIG = "slipway.test.kubeconfig";
    static final EnvironmentRef SHOP = new EnvironmentRef("shop", "prod");

    final KubernetesClient client;
    final String namespace = "argo-" + UUID.randomUUID().toString().substring(0, 8);
    final SimulatedArgo argo;
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final ArgoCd engine;
    final Watches watches;

    ArgoFixture() throws IOException {
        client = client(Path.of(System.getProperty(KUBECONFIG)), UnaryOperator.identity());
        ArgoDefinitions.in(client);
        Namespaces.make(client, namespace);
        argo = new SimulatedArgo(client, namespace);
        watches = new Watches(client);
        engine = engine(client, watches);
    }

    ArgoCd engine(KubernetesClient as, Watches watching) {
        Secrets named = (name, key) -> Optional.ofNullable(secrets.get(name + "/" + key));
        return ArgoCd.in(
                as,
                watching,
                named,
                (_, commit) -> Optional.ofNullable(argo.contents.get(commit.toString())),
                new KubernetesCluster(as),
                Duration.ofSeconds(6));
    }

    static KubernetesClient client(Path kubeconfig, @Nullable String user) {
        return client(kubeconfig, config -> config.withImpersonateUsername(user));
    }

    static KubernetesClient client(Path kubeconfig, UnaryOperator<ConfigBuilder> as) {
        var config = as.apply(new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(200))
                .build();
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(config))
                .build();
    }

    /** Somebody has pushed a commit, and it has this content. */
    String pushed(int number, String content) {
        var commit = "%040x".formatted(number);
        argo.contents.put(commit, content);
        argo.head = commit;
        return commit;
    }

    Engine settings() {
        return settings(null, null, null);
    }

    Engine settings(@Nullable Boolean create, @Nullable Boolean autoSync, @Nullable Map<String, Object> spec) {
        return settings(null, create, autoSync, spec);
    }

    Engine settings(
            @Nullable String kind,
            @Nullable Boolean create,
            @Nullable Boolean autoSync,
            @Nullable Map<String, Object> spec) {
        return new Engine(ArgoCd.TYPE, kind, null, namespace, null, create, autoSync, null, null, spec);
    }

    EnvironmentDesired desired(long generation, int commit, Engine settings) {
        return desired(SHOP, generation, commit, settings, null, null);
    }

    EnvironmentDesired desired(
            EnvironmentRef environment,
            long generation,
            int commit,
            Engine settings,
            @Nullable String credentials,
            @Nullable String target) {
        var hash = "%040x".formatted(commit);
        var release = new Release(
                UUID.randomUUID(),
                environment,
                "web",
                new Ordinal(commit),
                new SourceCommit(
                        new CommitId(hash), new Person("Li Hua", "li@example.com"), "Say hello", Instant.EPOCH),
                new ImageReference("registry.example/shop", "v" + commit, "sha256:" + "0".repeat(64)));
        return new EnvironmentDesired(
                environment,
                "cloud",
                namespace,
                generation,
                new Source("https://git.example/config.git", credentials, "master", new CommitId(hash), "prod"),
                argo.contents.getOrDefault(hash, "content " + commit),
                ArgoCd.TYPE,
                settings,
                List.of(new ReleaseDesired(release, new Cause(UUID.randomUUID(), UUID.randomUUID(), null))),
                target);
    }

    Rollout ended(EnvironmentDesired desired) throws IOException, InterruptedException {
        return ended(engine.plan(desired).begin(), Duration.ofSeconds(40));
    }

    static Rollout ended(Run run, Duration most) throws IOException, InterruptedException {
        var until = System.nanoTime() + most.toNanos();
        var rollout = run.look();
        while (rollout instanceof UnderWay && System.nanoTime() < until) {
            run.rest(Duration.ofSeconds(2));
            rollout = run.look();
        }
        return rollout;
    }

    GenericKubernetesResource application() {
        return client.genericKubernetesResources(ArgoObjects.APPLICATIONS)
                .inNamespace(namespace)
                .withName("shop-prod")
                .require();
    }

    /** @return as Argo CD names it among an Application's resources */
    Map<String, Object> deployment(String image) {
        var yaml = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: %1$s, namespace: %2$s }
                spec:
                  replicas: 2
                  selector: { matchLabels: { app: %1$s } }
                  template:
                    metadata: { labels: { app: %1$s } }
                    spec: { containers: [ { name: web, image: registry.example/%1$s:1 } ] }
                """.formatted(image, namespace);
        client.resource(yaml).fieldManager("argocd-controller").serverSideApply();
        return Map.of(
                "group", "apps",
                "version", "v1",
                "kind", "Deployment",
                "namespace", namespace,
                "name", image,
                "status", "Synced");
    }

    /** Somebody changes the Application by hand. */
    void edited(Map<String, Object> spec) {
        client.genericKubernetesResources(ArgoObjects.APPLICATIONS)
                .inNamespace(namespace)
                .withName("shop-prod")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        client.getKubernetesSerialization().asJson(Map.of("spec", spec)));
    }

    Fields spec() {
        return Fields.of(application()).at("spec");
    }

    @Override
    public void close() {
        argo.close();
        watches.close();
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
