package dev.slipway.syncservice.outbound;

import static dev.slipway.syncservice.outbound.ClusterFixture.BROKEN;
import static dev.slipway.syncservice.outbound.ClusterFixture.IMAGE;
import static dev.slipway.syncservice.outbound.ClusterFixture.deployment;
import static dev.slipway.syncservice.outbound.ClusterFixture.manifest;
import static dev.slipway.syncservice.outbound.ClusterFixture.service;
import static dev.slipway.syncservice.outbound.ClusterFixture.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of applying and rolling out, in the simulated cluster as in a real one. */
abstract class ClusterContract {
    ClusterFixture outside;

    abstract ClusterFixture outside() throws IOException;

    @BeforeEach
    void start() throws IOException {
        outside = outside();
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @Test
    void theNamespaceIsThereBeforeWhatIsInItWhateverTheOrder() throws Exception {
        outside.cluster.apply(List.of(service(), deployment(IMAGE, Map.of()), outside.namespace()), outside.namespace);

        assertThat(outside.client
                        .services()
                        .inNamespace(outside.namespace)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getSelector())
                .containsEntry("app", "web");
    }

    @Test
    void whatIsThereAlreadyKeepsItsVersion() throws Exception {
        var manifests = List.of(outside.namespace(), service(), deployment(IMAGE, Map.of("GREETING", "hello")));
        outside.cluster.apply(manifests, outside.namespace);
        assertThat(outside.ended(manifests)).isEqualTo(new Done(2));
        var service = version(outside.client
                .services()
                .inNamespace(outside.namespace)
                .withName("web")
                .get());
        var deployment = version(live());

        outside.cluster.apply(manifests, outside.namespace);

        assertThat(version(outside.client
                        .services()
                        .inNamespace(outside.namespace)
                        .withName("web")
                        .get()))
                .isEqualTo(service);
        assertThat(version(live())).isEqualTo(deployment);
    }

    @Test
    void aVariableThatIsNoLongerWantedDisappears() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of("GREETING", "hello", "NAME", "Li")));

        outside.applied(outside.namespace(), deployment(IMAGE, Map.of("NAME", "Li")));

        assertThat(live().getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .singleElement()
                .satisfies(variable -> assertThat(variable.getName()).isEqualTo("NAME"));
    }

    @Test
    void whatSomebodyElseChangedByHandIsTakenBack() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of()));
        outside.client
                .apps()
                .deployments()
                .inNamespace(outside.namespace)
                .withName("web")
                .scale(1);

        outside.applied(outside.namespace(), deployment(IMAGE, Map.of()));

        assertThat(live().getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void aMissingNamespaceIsRefusedNamingTheFile() {
        var why = refusal(service());

        assertThat(why.segment()).isEqualTo(Segment.CLUSTER);
        assertThat(why.seen())
                .contains("Service web (prod/service.yaml:3)", "namespaces \"" + outside.namespace + "\" not found");
        assertThat(why.nextStep()).contains("add the Namespace");
    }

    @Test
    void anUnknownKindIsRefusedNamingTheFile() {
        var why = refusal(outside.namespace(), manifest("example.com/v1", "Widget", "web", Map.of("size", 1)));

        assertThat(why.seen()).contains("Widget web (prod/widget.yaml:3)");
        assertThat(why.nextStep()).contains("example.com/v1 Widget");
    }

    @Test
    void anInvalidObjectIsRefusedNamingTheFileAndTheField() {
        var why = refusal(outside.namespace(), manifest("apps/v1", "Deployment", "web", Map.of("replicas", 1)));

        assertThat(why.seen()).contains("prod/deployment.yaml:3", "spec.selector");
    }

    @Test
    void whatIsBrokenIsToldApartFromWhatRunsBesideIt() throws Exception {
        var web = deployment(IMAGE, Map.of());
        var other = workload("Deployment", "other", BROKEN, Map.of());
        outside.cluster.apply(List.of(outside.namespace(), web, other), outside.namespace);

        var rollout = Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> outside.cluster.rollout(List.of(web, other), outside.namespace),
                        seen -> seen instanceof Broken broken && broken.others() instanceof Done);

        assertThat(((Broken) rollout).images()).containsExactly(BROKEN.replaceFirst(":[^:/]*$", ""));
        assertThat(((Broken) rollout).others()).isEqualTo(new Done(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet"})
    void podsThatAreReadyAreDone(String kind) throws Exception {
        assertThat(outside.applied(outside.namespace(), service(), workload(kind, IMAGE, Map.of())))
                .isEqualTo(new Done(2));
    }

    @Test
    void aDaemonSetHasAPodOnEachNode() throws Exception {
        var nodes = outside.client.nodes().list().getItems().size();

        assertThat(outside.applied(outside.namespace(), workload("DaemonSet", IMAGE, Map.of())))
                .isEqualTo(new Done(Math.max(1, nodes)));
    }

    @Test
    void aChangeIsDoneOnceTheOldPodsAreGone() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of("VERSION", "1")));

        assertThat(outside.applied(outside.namespace(), deployment(IMAGE, Map.of("VERSION", "2"))))
                .isEqualTo(new Done(2));
        assertThat(live().getStatus().getReplicas()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet"})
    void aMissingImageBreaksItInTheRegistry(String kind) throws Exception {
        var rollout = outside.applied(outside.namespace(), workload(kind, BROKEN, Map.of()));

        assertThat(rollout).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.why().segment()).isEqualTo(Segment.REGISTRY);
            assertThat(broken.why().seen()).contains(BROKEN, "not found");
        });
    }

    @Test
    void whatMendsItIsDone() throws Exception {
        outside.applied(outside.namespace(), deployment(BROKEN, Map.of()));

        assertThat(outside.applied(outside.namespace(), deployment(IMAGE, Map.of())))
                .isEqualTo(new Done(2));
    }

    @Test
    void aWorkloadThatIsNotThereYetIsUnderWay() throws Exception {
        outside.cluster.apply(List.of(outside.namespace()), outside.namespace);

        assertThat(outside.cluster.rollout(List.of(deployment(IMAGE, Map.of())), outside.namespace))
                .isInstanceOf(UnderWay.class);
    }

    private Failure refusal(Manifest... manifests) {
        return catchThrowableOfType(
                        PermanentFailure.class, () -> outside.cluster.apply(List.of(manifests), outside.namespace))
                .failure();
    }

    private io.fabric8.kubernetes.api.model.apps.Deployment live() {
        return outside.client
                .apps()
                .deployments()
                .inNamespace(outside.namespace)
                .withName("web")
                .get();
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
