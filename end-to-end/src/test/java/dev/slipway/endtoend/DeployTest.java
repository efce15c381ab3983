package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the manifests must hold. Whether a cluster takes them is another question, which this does not answer. */
class DeployTest {
    private static final Path K3S = Path.of("../deploy/k3s");

    @ParameterizedTest
    @ValueSource(
            strings = {"webhook-service", "build-service", "config-updater", "sync-service", "notifier", "console"})
    void eachServiceRunsRestrictedWithProbesAndLimits(String service) throws IOException {
        var deployment = documents(K3S.resolve(service + ".yaml")).stream()
                .filter(d -> "Deployment".equals(d.get("kind")))
                .findFirst()
                .orElseThrow();
        var pod = map(map(map(deployment, "spec"), "template"), "spec");
        var container = (Map<?, ?>) ((List<?>) Objects.requireNonNull(pod.get("containers"))).getFirst();

        assertThat((Object) map(pod, "securityContext"))
                .isEqualTo(Map.of(
                        "runAsNonRoot",
                        true,
                        "runAsUser",
                        10001,
                        "fsGroup",
                        10001,
                        "seccompProfile",
                        Map.of("type", "RuntimeDefault")));
        assertThat((Object) map(container, "securityContext"))
                .isEqualTo(Map.of(
                        "allowPrivilegeEscalation", false,
                        "readOnlyRootFilesystem", true,
                        "capabilities", Map.of("drop", List.of("ALL"))));
        assertThat(pod.get("automountServiceAccountToken")).isEqualTo(service.equals("sync-service"));
        assertThat(String.valueOf(container.get("image"))).doesNotEndWith(":latest");
        assertThat(map(map(container, "resources"), "limits").get("memory")).isNotNull();
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(String.valueOf(map(container, probe)))
                    .contains("/q/health/")
                    .contains("port=health");
        }
        assertThat(String.valueOf(container.get("env")))
                .contains("KAFKA_BOOTSTRAP_SERVERS")
                .contains("SLIPWAY_KAFKA_INSTANCE");
    }

    @Test
    void composeHasEveryServiceAndNoSecretInIt() throws IOException {
        var compose = documents(Path.of("../docker-compose.yml")).getFirst();

        assertThat(map(compose, "services").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "kafka",
                        "postgres",
                        "webhook-service",
                        "build-service",
                        "config-updater",
                        "sync-service",
                        "notifier",
                        "console");
        assertThat(Files.readString(Path.of("../docker-compose.yml"))).doesNotContainPattern("PASSWORD: [^$]");
    }

    @Test
    void onlyTheDoorsLetAnybodyIn() throws IOException {
        var policies = documents(K3S.resolve("namespace.yaml")).stream()
                .filter(d -> "NetworkPolicy".equals(d.get("kind")))
                .toList();

        assertThat(policies).hasSize(2);
        assertThat(policies.toString().replaceAll(".*?(ports=\\[\\{port=[0-9]+}])|.*", "$1"))
                .as("the port that tells how we are is none of the doors")
                .isEqualTo("ports=[{port=8080}]");
        assertThat(policies.toString())
                .contains("console")
                .contains("webhook-service")
                .contains("ingress=[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-service", "console"})
    void nothingButTheDoorIsOffered(String service) throws IOException {
        var offered = documents(K3S.resolve(service + ".yaml")).stream()
                .filter(d -> "Service".equals(d.get("kind")))
                .map(d -> String.valueOf(map(d, "spec").get("ports")));

        assertThat(offered).containsExactly("[{name=http, port=80, targetPort=http}]");
    }

    private static List<Map<?, ?>> documents(Path file) throws IOException {
        var documents = new ArrayList<Map<?, ?>>();
        for (var document : new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
            documents.add((Map<?, ?>) document);
        }
        return documents;
    }

    private static Map<?, ?> map(Map<?, ?> in, String key) {
        assertThat(in.get(key)).as(key).isInstanceOf(Map.class);
        return (Map<?, ?>) Objects.requireNonNull(in.get(key));
    }
}
