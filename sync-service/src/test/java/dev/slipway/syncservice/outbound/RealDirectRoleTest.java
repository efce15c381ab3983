package dev.slipway.syncservice.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.syncservice.core.Direct;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ClusterRole of deploy/k3s suffices for the engine {@code direct}, and the one beside Argo CD to read what pods say; each verb of them
 * is needed.
 */
@NeedsCluster
class RealDirectRoleTest {
    private static final Path KUBECONFIG = Path.of(System.getProperty(RealClusterTest.KUBECONFIG, ""));
    private static final Map<String, String> KINDS = Map.of("statefulsets", "StatefulSet", "daemonsets", "DaemonSet");
    private static final String WORDS = "a fake pod says hello";
    private static final String PULLING = "Failed to pull image";
    private static final String NAMESPACE =
            "direct-" + UUID.randomUUID().toString().substring(0, 8);

    /** Nobody has made it. */
    private static final String FRESH = NAMESPACE + "-fresh";

    private static KubernetesClient client;

    @BeforeAll
    static void troubles() throws IOException, InterruptedException {
        client = client(null);
        Namespaces.make(client, NAMESPACE);
        for (var image : List.of("crash", "broken")) {
            direct(client).plan(desired(NAMESPACE, deployment(image))).begin();
        }
        Awaitility.await("they are in trouble, and an event says so")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(trouble(client, "crash")).contains(WORDS);
                    assertThat(trouble(client, "broken")).contains(PULLING);
                });
    }

    @AfterAll
    static void stop() {
        client.namespaces().withName(NAMESPACE).delete();
        client.namespaces().withName(FRESH).delete();
        client.rbac().clusterRoleBindings().withLabel("test", NAMESPACE).delete();
        client.rbac().clusterRoles().withLabel("test", NAMESPACE).delete();
        client.close();
    }

    @Test
    void theRoleSuffices() throws Exception {
        try (var its = as(role())) {
            assertThat(synced(its, FRESH, all(FRESH, "all"))).isInstanceOf(Done.class);
            assertThat(trouble(its, "crash")).contains(WORDS);
            assertThat(trouble(its, "broken")).contains(PULLING);
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void withOneVerbLessItDoesNot(String resource, String verb) throws Exception {
        try (var its = as(role().without(resource, verb))) {
            switch (resource) {
                case "pods/log" -> assertThat(trouble(its, "crash")).doesNotContain(WORDS);
                case "events" -> assertThat(trouble(its, "broken")).doesNotContain(PULLING);
                case "pods", "replicasets" ->
                    assertThatThrownBy(() -> trouble(its, "crash"))
                            .hasMessageContaining(ShippedRole.refusal(resource, verb));
                default -> {
                    var name = verb + "-" + resource;
                    var namespace = resource.equals("namespaces") ? name : NAMESPACE;
                    assertThatThrownBy(() -> synced(its, namespace, only(resource, all(namespace, name))))
                            .hasMessageContaining(ShippedRole.refusal(resource, verb));
                }
            }
        }
    }

    static Stream<Arguments> verbs() throws IOException {
        return role().verbs();
    }

    @Test
    void theSmallerRoleSufficesToReadPods() throws Exception {
        try (var its = as(podsRole())) {
            assertThat(read(its, "Deployment", "crash")).contains(WORDS);
            assertThat(read(its, "Deployment", "broken")).contains(PULLING);
        }
    }

    @ParameterizedTest
    @MethodSource("podsVerbs")
    void withOneVerbLessItDoesNotReadThem(String resource, String verb) throws Exception {
        try (var its = as(podsRole().without(resource, verb))) {
            switch (resource) {
                case "pods/log" -> assertThat(read(its, "Deployment", "crash")).doesNotContain(WORDS);
                case "events" -> assertThat(read(its, "Deployment", "broken")).doesNotContain(PULLING);
                default -> {
                    var kind = KINDS.getOrDefault(resource, "Deployment");
                    assertThatThrownBy(() -> read(its, kind, "crash"))
                            .hasMessageContaining(ShippedRole.refusal(resource, verb));
                }
            }
        }
    }

    static Stream<Arguments> podsVerbs() throws IOException {
        return podsRole().verbs();
    }

    /** What the pods of a workload say that another engine has applied. */
    private static String read(KubernetesClient its, String kind, String name) throws IOException {
        var workload = new Manifest("shop", 0, "apps/v1", kind, NAMESPACE, name, Map.of());
        return new KubernetesCluster(its).rollout(List.of(workload), NAMESPACE) instanceof Broken broken
                ? broken.why().seen()
                : "";
    }

    /** One object of each kind that the role names. */
    private static List<String> all(String namespace, String name) {
        var pods =
                "template: { metadata: { labels: { app: %1$s } }, spec: { restartPolicy: %2$s, containers: [ { name: web, image: registry.example/shop:1 } ] } }";
        var always = pods.formatted(name, "Always");
        var never = pods.formatted(name, "Never");
        var selected = "selector: { matchLabels: { app: " + name + " } }, " + always;
        return List.of(
                object("v1", "Namespace", namespace, ""),
                object("v1", "Service", name, "spec: { ports: [ { port: 80 } ] }"),
                object("v1", "ConfigMap", name, "data: { greeting: hello }"),
                object("v1", "ServiceAccount", name, ""),
                object(
                        "v1",
                        "PersistentVolumeClaim",
                        name,
                        "spec: { accessModes: [ ReadWriteOnce ], resources: { requests: { storage: 1Gi } } }"),
                object("apps/v1", "Deployment", name, "spec: { replicas: 1, " + selected + " }"),
                object("apps/v1", "StatefulSet", name, "spec: { replicas: 1, serviceName: web, " + selected + " }"),
                object("apps/v1", "DaemonSet", name, "spec: { " + selected + " }"),
                object("batch/v1", "Job", name, "spec: { " + never + " }"),
                object(
                        "batch/v1",
                        "CronJob",
                        name,
                        "spec: { schedule: \"0 0 1 1 *\", jobTemplate: { spec: { " + never + " } } }"),
                object(
                        "networking.k8s.io/v1",
                        "Ingress",
                        name,
                        "spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }"),
                object("networking.k8s.io/v1", "NetworkPolicy", name, "spec: { podSelector: {} }"));
    }

    private static List<String> only(String resource, List<String> objects) {
        var kind = resource.equals("ingresses")
                ? "ingress"
                : resource.equals("networkpolicies") ? "networkpolicy" : resource.substring(0, resource.length() - 1);
        return objects.stream()
                .filter(one -> one.toLowerCase(Locale.ROOT).contains("kind: " + kind + ","))
                .toList();
    }

    private static String object(String apiVersion, String kind, String name, String rest) {
        return "{ apiVersion: %s, kind: %s, metadata: { name: %s }%s }"
                .formatted(apiVersion, kind, name, rest.isEmpty() ? "" : ", " + rest);
    }

    private static List<String> deployment(String image) {
        return List.of(object(
                "apps/v1",
                "Deployment",
                image,
                "spec: { selector: { matchLabels: { app: %1$s } }, template: { metadata: { labels: { app: %1$s } }, spec: { containers: [ { name: web, image: registry.example/%1$s:1 } ] } } }"
                        .formatted(image)));
    }

    private static String trouble(KubernetesClient its, String image) throws IOException, InterruptedException {
        var run = direct(its).plan(desired(NAMESPACE, deployment(image))).begin();
        return run.look() instanceof Broken broken ? broken.why().seen() : "";
    }

    private static Rollout synced(KubernetesClient its, String namespace, List<String> objects)
            throws IOException, InterruptedException {
        var run = direct(its).plan(desired(namespace, objects)).begin();
        var rollout = run.look();
        for (var tries = 0; rollout instanceof UnderWay && tries < 600; tries++) {
            run.rest(Duration.ofMillis(50));
            rollout = run.look();
        }
        return rollout;
    }

    private static Direct direct(KubernetesClient its) {
        return new Direct(
                source -> Map.of("all.yaml", source.path().getBytes(StandardCharsets.UTF_8)),
                new KubernetesCluster(its),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    private static ShippedRole role() throws IOException {
        return ShippedRole.in("k3s/sync-service.yaml", "slipway-sync-service");
    }

    private static ShippedRole podsRole() throws IOException {
        return ShippedRole.in("engines/argocd.yaml", "slipway-pods");
    }

    private static EnvironmentDesired desired(String namespace, List<String> objects) {
        return new EnvironmentDesired(
                new EnvironmentRef("shop", "prod"),
                "local",
                namespace,
                1,
                new Source(
                        "https://git.example/config.git",
                        null,
                        "master",
                        new CommitId("0".repeat(40)),
                        String.join("\n---\n", objects)),
                "content",
                "direct",
                null,
                List.of(),
                null);
    }

    private static KubernetesClient as(ShippedRole role) {
        return client(role.grantedEverywhere(NAMESPACE, client));
    }

    private static KubernetesClient client(@Nullable String user) {
        var config = new ConfigBuilder(Config.fromKubeconfig(KUBECONFIG.toFile()))
                .withImpersonateUsername(user)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(config))
                .build();
    }
}
