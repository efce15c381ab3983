package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.PROJECTS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.SETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.catalog.Engine;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.Fields;
import dev.slipway.syncservice.outbound.engine.Seen;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ApplicationSets and their Applications in a real API server; both controllers are simulated. */
@NeedsCluster
class RealArgoSetTest {
    private static final Map<String, Object> FLEET =
            Map.of("generators", List.of(Map.of("clusters", Map.of("selector", Map.of()))));

    private ArgoFixture fixture;
    private SimulatedArgo argo;
    private SimulatedSets sets;

    @BeforeEach
    void start() throws IOException {
        fixture = new ArgoFixture();
        argo = fixture.argo;
        sets = new SimulatedSets(fixture.client, fixture.namespace);
        sets.clusters = List.of("berlin", "paris", "tokyo");
    }

    @AfterEach
    void stop() {
        sets.close();
        fixture.close();
    }

    @Test
    void withoutAWordOfGeneratorsItBecomesTheOneApplication() throws Exception {
        var commit = fixture.pushed(1, "one");

        assertThat(ended(1, settings(Map.of()))).isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsOnly(commit);
        assertThat(spec(SETS, "shop-prod").at("syncPolicy").isTrue("preserveResourcesOnDeletion"))
                .isTrue();
        var application = spec(APPLICATIONS, "shop-prod-in-cluster");
        assertThat(application.at("destination").of())
                .isEqualTo(Map.of("name", "in-cluster", "namespace", fixture.namespace));
        assertThat(application.at("source").of())
                .isEqualTo(Map.of(
                        "repoURL", "https://git.example/config.git", "path", "prod", "targetRevision", "master"));
        assertThat(application.text("project")).isEqualTo("shop-prod");
    }

    @Test
    void eachOfAFleetIsSyncedToTheExactRevisionAndAgainWithTheNextRelease() throws Exception {
        var first = fixture.pushed(1, "one");

        assertThat(ended(1, told(FLEET))).isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(first, first, first);
        assertThat(spec(PROJECTS, "shop-prod").list("destinations"))
                .containsExactly(new Fields(Map.of("name", "*", "namespace", fixture.namespace)));

        var second = fixture.pushed(2, "two");
        assertThat(ended(2, told(FLEET))).isEqualTo(new Done(0));
        assertThat(argo.syncedTo().subList(3, 6)).containsExactly(second, second, second);
    }

    @Test
    void itIsLiveOnlyWhenAllAreAndSaysHowManyAre() throws Exception {
        fixture.pushed(1, "one");
        argo.healthOf.put("shop-prod-paris", "Progressing");

        var run = fixture.engine.plan(fixture.desired(1, 1, settings(FLEET))).begin();

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(3)))
                .isInstanceOfSatisfying(
                        UnderWay.class,
                        underWay -> assertThat(underWay.seen())
                                .startsWith("2 of 3 Applications are live; shop-prod-paris: progressing"));
        argo.healthOf.clear();
        argo.health("Healthy", "");
        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(10))).isEqualTo(new Done(0));
    }

    @Test
    void whatFailsIsNamed() throws Exception {
        fixture.pushed(1, "one");
        argo.endOf.put(
                "shop-prod-tokyo", Map.of("phase", "Failed", "message", "one or more objects failed to apply: quota"));

        assertThat(broken(ended(1, settings(FLEET))).seen())
                .startsWith("1 of 3 Applications fail (shop-prod-tokyo): ")
                .contains("quota");
    }

    @Test
    void oneThatIsAddedWithTheReleaseIsWaitedFor() throws Exception {
        fixture.pushed(1, "one");
        ended(1, told(FLEET));
        sets.running = false;
        fixture.pushed(2, "two");
        var more = Map.<String, Object>of(
                "generators",
                List.of(
                        Map.of("clusters", Map.of()),
                        Map.of("list", Map.of("elements", List.of(Map.of("name", "rome", "nameNormalized", "rome"))))));
        var run = fixture.engine.plan(fixture.desired(2, 2, told(more))).begin();
        sets.running = true;

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(20))).isEqualTo(new Done(0));
        assertThat(argo.operations).hasSize(3 + 4);
    }

    @Test
    void whatItsControllerRefusesIsAFailureOfTheSet() throws Exception {
        fixture.pushed(1, "one");
        sets.error = "unable to generate: https://li:geheim@git.example/x: map has no entry for key \"stage\"";

        assertThat(broken(ended(1, settings(FLEET)))).satisfies(why -> {
            assertThat(why.segment()).isEqualTo(Segment.ENGINE);
            assertThat(why.seen())
                    .startsWith(
                            "ApplicationSet " + fixture.namespace + "/shop-prod does not generate its Applications: "
                                    + "ApplicationGenerationFromParamsError: ")
                    .contains("no entry for key")
                    .doesNotContain("geheim");
            assertThat(why.nextStep()).contains("engine.spec.applicationSet");
        });
    }

    @Test
    void oneThatGeneratesNothingIsAFailure() throws Exception {
        fixture.pushed(1, "one");
        sets.clusters = List.of();

        assertThat(broken(ended(1, settings(FLEET))).seen()).contains("has generated no Application");
    }

    @Test
    void onlyWhenToldHoldsForAllAndSoDoesARollbackAtOnce() throws Exception {
        var first = fixture.pushed(1, "one");
        ended(1, settings(FLEET));
        fixture.pushed(2, "two");
        ended(2, settings(FLEET));

        var before = argo.operations.size();
        var run = fixture.engine
                .plan(fixture.desired(3, 1, settings(FLEET).onlyWhenTold()))
                .begin();

        Awaitility.await().until(() -> {
            assertThat(run.look()).as("Argo CD compares with Git all the while").isInstanceOf(UnderWay.class);
            return argo.operations.size() == before + 3;
        });
        assertThat(argo.syncedTo().subList(before, before + 3)).containsOnly(first);
        assertThat(spec(APPLICATIONS, "shop-prod-tokyo").at("syncPolicy").has("automated"))
                .isFalse();

        fixture.pushed(3, "one");
        assertThat(ended(4, 3, settings(FLEET))).isEqualTo(new Done(0));
        assertThat(spec(APPLICATIONS, "shop-prod-tokyo").at("syncPolicy").has("automated"))
                .isTrue();
    }

    @Test
    void oneThatDoesNotFollowItsSetIsAFailure() throws Exception {
        fixture.pushed(1, "one");
        ended(1, settings(FLEET));
        sets.running = false;

        assertThat(broken(ended(2, 1, settings(FLEET).onlyWhenTold())).seen())
                .startsWith("3 of 3 Applications fail")
                .contains("still syncs itself, unlike the template");
    }

    @Test
    void oneThatIsThereIsDrivenAndItsSpecIsNotWritten() throws Exception {
        var commit = fixture.pushed(1, "one");
        existing("prod", Map.of());
        var before = spec(SETS, "shop-prod");

        assertThat(ended(1, driven())).isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(commit, commit, commit);
        assertThat(spec(SETS, "shop-prod")).isEqualTo(before);
    }

    @Test
    void oneThatReadsAnotherPathIsRefused() {
        fixture.pushed(1, "one");
        existing("staging", Map.of());

        assertThat(refusal(driven()).seen()).contains("ApplicationSet", "reads path staging", "path prod");
    }

    @Test
    void oneThatIsMissingIsRefused() {
        fixture.pushed(1, "one");

        assertThat(refusal(driven()).seen()).contains("there is no ApplicationSet " + fixture.namespace + "/shop-prod");
    }

    @Test
    void stepsOfItsControllerAreRefused() {
        fixture.pushed(1, "one");
        existing("prod", Map.of("strategy", Map.of("type", "RollingSync")));

        assertThat(refusal(driven()).seen()).contains("RollingSync");
        assertThat(refusal(settings(Map.of("strategy", Map.of("type", "RollingSync"))))
                        .seen())
                .contains("RollingSync");
    }

    @Test
    void aFieldThatSomebodySetStaysTheirs() throws Exception {
        fixture.pushed(1, "one");
        existing("prod", Map.of("goTemplateOptions", List.of("missingkey=zero")));

        assertThat(refusal(settings(FLEET)).seen()).contains("somebody else owns", ".spec.goTemplateOptions");
    }

    @Test
    void betweenReleasesTheWorstOfThemIsTold() throws Exception {
        fixture.pushed(1, "one");
        var desired = fixture.desired(1, 1, settings(FLEET));
        fixture.ended(desired);
        var seen = new Seen(desired, fixture.engine.sight().orElseThrow());
        assertThat(seen.told(1, EngineSync.SYNCED, EngineHealth.HEALTHY)).satisfies(fact -> {
            assertThat(fact.object()).isEqualTo("ApplicationSet " + fixture.namespace + "/shop-prod");
            assertThat(fact.revision()).isEqualTo("%040x".formatted(1));
        });

        argo.health("shop-prod-paris", "Degraded", "2 of 3 pods crash");

        assertThat(seen.told(2, EngineSync.SYNCED, EngineHealth.DEGRADED).message())
                .isEqualTo("1 of 3 Applications are not as they should be; Application " + fixture.namespace
                        + "/shop-prod-paris: 2 of 3 pods crash");

        fixture.client
                .genericKubernetesResources(SETS)
                .inNamespace(fixture.namespace)
                .withName("shop-prod")
                .delete();
        assertThat(seen.told(3, EngineSync.UNKNOWN, EngineHealth.MISSING).message())
                .contains("there is no ApplicationSet");
    }

    private Engine settings(Map<String, Object> set) {
        return fixture.settings("application-set", null, null, Map.of("applicationSet", set));
    }

    private Engine told(Map<String, Object> set) {
        return settings(set).onlyWhenTold();
    }

    private Engine driven() {
        return fixture.settings("application-set", false, null, null);
    }

    private Rollout ended(int number, Engine settings) throws IOException, InterruptedException {
        return ended(number, number, settings);
    }

    private Rollout ended(int generation, int commit, Engine settings) throws IOException, InterruptedException {
        return fixture.ended(fixture.desired(generation, commit, settings));
    }

    private void existing(String path, Map<String, Object> besides) {
        var source = Map.of("repoURL", "git@git.example:config.git", "path", path, "targetRevision", "master");
        var spec = new java.util.HashMap<String, Object>(besides);
        spec.put("goTemplate", true);
        spec.putAll(FLEET);
        spec.put(
                "template",
                Map.of(
                        "metadata",
                        Map.of("name", "their-{{.name}}"),
                        "spec",
                        Map.of(
                                "project",
                                "default",
                                "source",
                                source,
                                "destination",
                                Map.of("name", "{{.name}}", "namespace", "shop"))));
        fixture.client
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("argoproj.io/v1alpha1")
                        .withKind("ApplicationSet")
                        .withNewMetadata()
                        .withName("shop-prod")
                        .withNamespace(fixture.namespace)
                        .endMetadata()
                        .addToAdditionalProperties("spec", spec)
                        .build())
                .fieldManager("kubectl")
                .serverSideApply();
    }

    private Fields spec(ResourceDefinitionContext kind, String name) {
        GenericKubernetesResource object = fixture.client
                .genericKubernetesResources(kind)
                .inNamespace(fixture.namespace)
                .withName(name)
                .require();
        return Fields.of(object).at("spec");
    }

    private Failure refusal(Engine settings) {
        return catchThrowableOfType(PermanentFailure.class, () -> ended(2, 1, settings))
                .failure();
    }

    private static Failure broken(Rollout rollout) {
        assertThat(rollout).isInstanceOf(Broken.class);
        return ((Broken) rollout).why();
    }
}
