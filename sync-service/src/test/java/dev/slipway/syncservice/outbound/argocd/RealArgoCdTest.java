package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.Ends;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Argo CD's objects in a real API server; its controller is simulated. */
@NeedsCluster
class RealArgoCdTest {
    private static final String DEFAULT_PROJECT = "default";
    private ArgoFixture fixture;
    private SimulatedArgo argo;

    @BeforeEach
    void start() throws IOException {
        fixture = new ArgoFixture();
        argo = fixture.argo;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void anEnvironmentBecomesAnApplicationThatIsSyncedToTheExactRevision() throws Exception {
        var commit = fixture.pushed(1, "one");

        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings()))).isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(commit);
        assertThat(argo.operations.getFirst().list("info").getFirst().of())
                .isEqualTo(Map.of("name", "slipway", "value", "shop/prod@1"));
        assertThat(fixture.spec().at("source").of())
                .isEqualTo(Map.of(
                        "repoURL", "https://git.example/config.git", "path", "prod", "targetRevision", "master"));
    }

    @Test
    void withoutAutoSyncItIsSyncedAllTheSame() throws Exception {
        var commit = fixture.pushed(1, "one");

        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings(null, false, null))))
                .isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(commit);
        assertThat(fixture.spec().at("syncPolicy").has("automated")).isFalse();
    }

    @Test
    void whatIsInPlaceIsNotSyncedAgain() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));

        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings()))).isEqualTo(new Done(0));

        assertThat(argo.operations).hasSize(1);
    }

    @Test
    void whatIsAsItWasWrittenIsNotWrittenAgain() throws Exception {
        fixture.pushed(1, "one");
        var desired = fixture.desired(1, 1, fixture.settings());
        fixture.ended(desired);
        var there = fixture.application();

        assertThat(new EngineObjects(fixture.client)
                        .apply(ArgoObjects.APPLICATIONS, ArgoObjects.application(Declared.of(desired)), there))
                .isSameAs(there);
    }

    @Test
    void somebodyElsesCommitWithTheSameContentIsTheRelease() throws Exception {
        fixture.pushed(1, "one");
        fixture.pushed(2, "one");

        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings()))).isEqualTo(new Done(0));
    }

    @Test
    void somebodyElsesNewerContentIsWaitedFor() throws Exception {
        fixture.pushed(1, "one");
        fixture.pushed(2, "two");

        var run = fixture.engine
                .plan(fixture.desired(1, 1, fixture.settings(null, false, null)))
                .begin();

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(
                        UnderWay.class, underWay -> assertThat(underWay.seen()).contains("not the release's"));
        assertThat(argo.operations).hasSize(1);
    }

    @Test
    void aSyncThatRunsIsAwaitedNotDoubled() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings(null, false, null)));
        var second = fixture.pushed(2, "two");
        argo.keeps = "waiting for healthy state of apps/Deployment/web";
        argo.askFor("shop-prod", "%040x".formatted(1));
        Awaitility.await().until(() -> argo.operations.size() == 2);

        var run = fixture.engine
                .plan(fixture.desired(2, 2, fixture.settings(null, false, null)))
                .begin();

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        UnderWay.class,
                        underWay ->
                                assertThat(underWay.seen()).contains("asked for by li", "waiting for healthy state"));
        argo.keeps = null;
        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(20))).isEqualTo(new Done(0));
        assertThat(argo.syncedTo()).hasSize(3).last().isEqualTo(second);
    }

    @Test
    void afterACrashTheSyncThatWasAskedForIsJoined() throws Exception {
        fixture.pushed(1, "one");
        argo.keeps = "waiting";
        var desired = fixture.desired(1, 1, fixture.settings(null, false, null));
        var crashed = fixture.engine.plan(desired).begin();
        Awaitility.await().until(() -> {
            crashed.look();
            return !argo.operations.isEmpty();
        });

        var again = fixture.engine.plan(desired).begin();
        argo.keeps = null;

        assertThat(ArgoFixture.ended(again, Duration.ofSeconds(20))).isEqualTo(new Done(0));
        assertThat(argo.operations).hasSize(1);
    }

    @Test
    void aSyncThatFailedIsTriedAgainWhenItIsAskedForAgain() throws Exception {
        fixture.pushed(1, "one");
        argo.end = Map.of("phase", "Error", "message", "dial tcp 10.0.0.1:443: connect: connection refused");
        var desired = fixture.desired(1, 1, fixture.settings(null, false, null));
        assertThat(fixture.ended(desired)).isInstanceOf(Broken.class);

        argo.end = Map.of("phase", "Succeeded", "message", "successfully synced");

        assertThat(fixture.ended(desired)).isEqualTo(new Done(0));
    }

    @Test
    void healthOfTheOldRevisionIsNotTaken() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        fixture.pushed(2, "two");
        argo.takesMillis = 500;
        argo.health = "Progressing";

        var run = fixture.engine.plan(fixture.desired(2, 2, fixture.settings())).begin();

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(3))).isInstanceOf(UnderWay.class);
        argo.health("Healthy", "");
        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(10))).isEqualTo(new Done(0));
    }

    @Test
    void aRepositoryWhoseHostIsUnknownIsSaidToBeGits() throws Exception {
        fixture.pushed(1, "one");
        argo.end = Map.of(
                "phase",
                "Error",
                "message",
                "ComparisonError: failed to list refs: Get \"https://li:geheim@git.example/config.git\": dial tcp: lookup git.example on 10.96.0.10:53: no such host");

        var why = broken(fixture.ended(fixture.desired(1, 1, fixture.settings(null, false, null))));

        assertThat(why.segment()).isEqualTo(Segment.GIT);
        assertThat(why.seen())
                .contains("does not find the repository's host", "no such host")
                .doesNotContain("geheim");
        assertThat(argo.operations).as("it might have passed").hasSize(3);
    }

    @Test
    void whatPassesIsNoFailure() throws Exception {
        fixture.pushed(1, "one");
        argo.end = Map.of("phase", "Error", "message", "dial tcp 10.0.0.1:443: i/o timeout");
        var run = fixture.engine
                .plan(fixture.desired(1, 1, fixture.settings(null, false, null)))
                .begin();
        Awaitility.await()
                .until(() -> run.look() instanceof UnderWay underWay
                        && underWay.seen().contains("i/o timeout"));

        argo.end = Map.of("phase", "Succeeded", "message", "successfully synced");

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(20))).isEqualTo(new Done(0));
    }

    @Test
    void aHookThatFailedIsNamed() throws Exception {
        fixture.pushed(1, "one");
        argo.end = Map.of(
                "phase",
                "Failed",
                "message",
                "one or more synchronization tasks completed unsuccessfully",
                "resources",
                List.of(Map.of(
                        "group", "batch",
                        "version", "v1",
                        "kind", "Job",
                        "namespace", "shop",
                        "name", "migrate",
                        "hookType", "PreSync",
                        "hookPhase", "Failed",
                        "message", "Job has reached the specified backoff limit")));

        var why = broken(fixture.ended(fixture.desired(1, 1, fixture.settings(null, false, null))));

        assertThat(why.seen()).contains("PreSync hook Job shop/migrate failed", "backoff limit");
        assertThat(why.nextStep()).contains("kubectl logs -n shop job/migrate");
    }

    @Test
    void podsThatCrashSayTheirLastWords() throws Exception {
        fixture.pushed(1, "one");
        argo.health = "Degraded";
        argo.resources = List.of(fixture.deployment("crash"));

        var why = broken(fixture.ended(fixture.desired(1, 1, fixture.settings(null, false, null))));

        assertThat(why.seen()).contains("new pods crash", "a fake pod says hello");
    }

    @Test
    void whatRunsBesideACrashIsLive() throws Exception {
        fixture.pushed(1, "one");
        argo.health = "Degraded";
        argo.resources = List.of(fixture.deployment("crash"), fixture.deployment("shop"));

        var ends = Ends.of(fixture.engine, Ends.with(fixture.desired(1, 1, fixture.settings()), "crash", "shop"));

        assertThat(ends.get("crash")).contains("new pods crash");
        assertThat(ends.get("shop")).isEqualTo("live");
    }

    /** What waits behind a crash, in a later wave, has not been applied. */
    @Test
    void whileItsSyncRunsNothingBesideACrashIsLive() throws Exception {
        fixture.pushed(1, "one");
        argo.health = "Degraded";
        argo.resources = List.of(fixture.deployment("crash"), fixture.deployment("shop"));
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        fixture.pushed(2, "two");
        argo.keeps = "waiting for healthy state of apps/Deployment/crash";
        var run = fixture.engine.plan(fixture.desired(2, 2, fixture.settings())).begin();

        Awaitility.await().until(run::look, Broken.class::isInstance);

        assertThat(run.look())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.others()).isInstanceOf(UnderWay.class));
    }

    @Test
    void aClosedSyncWindowIsComeBackTo() throws Exception {
        fixture.pushed(1, "one");
        argo.keeps = "Sync operation blocked by sync window";
        var run = fixture.engine.plan(fixture.desired(1, 1, fixture.settings())).begin();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ArgoFixture.ended(run, Duration.ofSeconds(10)))
                .withMessageContaining("sync window");

        argo.keeps = null;
        Awaitility.await()
                .until(() -> Fields.of(fixture.application())
                        .at("status", "operationState")
                        .text("phase", "")
                        .equals("Succeeded"));
        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings()))).isEqualTo(new Done(0));
        assertThat(argo.operations).hasSize(1);
    }

    @Test
    void aFieldThatSomebodySetStaysTheirs() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        fixture.edited(Map.of("source", Map.of("targetRevision", "hotfix")));

        var why = refusal(fixture.settings());

        assertThat(why.seen()).contains("Application", ".spec.source.targetRevision", "kubectl-edit");
        assertThat(why.nextStep()).contains("engine.create: false");
        assertThat(fixture.spec().at("source").text("targetRevision")).isEqualTo("hotfix");
    }

    @Test
    void whatPeopleAddStays() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        fixture.edited(Map.of("revisionHistoryLimit", 3));

        fixture.pushed(2, "two");
        assertThat(fixture.ended(fixture.desired(2, 2, fixture.settings()))).isEqualTo(new Done(0));

        assertThat(fixture.spec().number("revisionHistoryLimit")).isEqualTo(3);
    }

    @Test
    void whatIsDeclaredIsMergedOverAndTakenOutAgain() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(
                1,
                1,
                fixture.settings(
                        null,
                        null,
                        Map.of(
                                "revisionHistoryLimit", 5,
                                "syncPolicy", Map.of("syncOptions", List.of("PruneLast=true")),
                                "appProject", Map.of("syncWindows", List.of(window()))))));
        assertThat(fixture.spec().number("revisionHistoryLimit")).isEqualTo(5);
        assertThat(argo.operations.getFirst().at("sync").texts("syncOptions")).containsExactly("PruneLast=true");
        assertThat(project().list("syncWindows"))
                .singleElement()
                .satisfies(window -> assertThat(window.text("kind")).isEqualTo("allow"));

        fixture.pushed(2, "two");
        fixture.ended(fixture.desired(2, 2, fixture.settings()));

        assertThat(fixture.spec().has("revisionHistoryLimit")).isFalse();
        assertThat(fixture.spec().at("syncPolicy").texts("syncOptions")).containsExactly("CreateNamespace=true");
        assertThat(project().has("syncWindows")).isFalse();
    }

    @Test
    void anApplicationThatIsThereIsDrivenAndItsSpecIsNotWritten() throws Exception {
        var commit = fixture.pushed(1, "one");
        existing("prod", "master");
        var before = fixture.spec();

        assertThat(fixture.ended(fixture.desired(1, 1, fixture.settings(false, null, null))))
                .isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(commit);
        assertThat(argo.operations.getFirst().at("sync").isTrue("prune")).isFalse();
        assertThat(fixture.spec()).isEqualTo(before);
        assertThat(fixture.client
                        .genericKubernetesResources(ArgoObjects.PROJECTS)
                        .inNamespace(fixture.namespace)
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void oneThatReadsAnotherPathIsRefused() {
        fixture.pushed(1, "one");
        existing("staging", "master");

        assertThat(refusal(fixture.settings(false, null, null)).seen()).contains("reads path staging", "path prod");
    }

    @Test
    void oneThatSyncsItselfIsRefusedWhereOnlySlipwayIsToSayWhen() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));

        assertThat(refusal(fixture.settings(false, false, null)).seen()).contains("syncs itself", "autoSync: false");
        assertThat(argo.operations).hasSize(1);
    }

    @Test
    void oneThatIsMissingIsRefused() {
        fixture.pushed(1, "one");

        assertThat(refusal(fixture.settings(false, null, null)).seen())
                .contains("there is no Application " + fixture.namespace + "/shop-prod");
    }

    @Test
    void credentialsAreCopiedAndFollowTheirRotation() throws Exception {
        fixture.pushed(1, "one");
        fixture.secrets.putAll(Map.of("shop-git/username", "li", "shop-git/password", "geheim"));
        var desired = fixture.desired(ArgoFixture.SHOP, 1, 1, fixture.settings(), "shop-git", null);
        fixture.ended(desired);
        assertThat(secret("repository"))
                .isEqualTo(Map.of(
                        "type", "git",
                        "url", "https://git.example/config.git",
                        "username", "li",
                        "password", "geheim"));

        fixture.secrets.put("shop-git/password", "neu");
        fixture.ended(desired);

        assertThat(secret("repository")).containsEntry("password", "neu");
    }

    @Test
    void anotherClusterGetsItsSecret() throws Exception {
        fixture.pushed(1, "one");
        fixture.secrets.putAll(
                Map.of("edge-cluster/server", "https://edge.example:6443", "edge-cluster/token", "geheim"));

        fixture.ended(fixture.desired(ArgoFixture.SHOP, 1, 1, fixture.settings(), null, "edge"));

        assertThat(secret("cluster"))
                .containsEntry("name", "edge")
                .containsEntry("server", "https://edge.example:6443")
                .containsEntry("config", "{\"bearerToken\":\"geheim\",\"tlsClientConfig\":{}}");
        assertThat(fixture.spec().at("destination").of())
                .isEqualTo(Map.of("name", "edge", "namespace", fixture.namespace));
    }

    @Test
    void whatIsSentBackAheadOfGitIsNotUndoneUntilGitSaysSo() throws Exception {
        var first = fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        fixture.pushed(2, "two");
        fixture.ended(fixture.desired(2, 2, fixture.settings()));

        var ahead = fixture.desired(3, 1, fixture.settings().onlyWhenTold());
        var run = fixture.engine.plan(ahead).begin();

        Awaitility.await().until(() -> argo.operations.size() == 3);
        assertThat(argo.operations.getLast().at("sync").text("revision")).isEqualTo(first);
        assertThat(run.look()).as("Argo CD compares with Git all the while").isInstanceOf(UnderWay.class);
        assertThat(fixture.spec().at("syncPolicy").has("automated")).isFalse();

        fixture.pushed(3, "one");
        assertThat(fixture.ended(fixture.desired(4, 3, fixture.settings()))).isEqualTo(new Done(0));
        assertThat(fixture.spec().at("syncPolicy").has("automated")).isTrue();
    }

    @Test
    void whatArgoCdSaysIsReadAtOnce() throws Exception {
        fixture.pushed(1, "one");
        argo.health = "Progressing";
        var run = fixture.engine.plan(fixture.desired(1, 1, fixture.settings())).begin();
        Awaitility.await()
                .until(() -> run.look() instanceof UnderWay underWay
                        && underWay.seen().contains("progressing"));
        var told = new AtomicLong();
        Thread.ofVirtual().start(() -> {
            told.set(System.nanoTime());
            argo.health("Healthy", "");
        });

        assertThat(ArgoFixture.ended(run, Duration.ofSeconds(10))).isEqualTo(new Done(0));

        assertThat(Duration.ofNanos(System.nanoTime() - told.get())).isLessThan(Duration.ofSeconds(1));
    }

    private static Map<String, Object> window() {
        return Map.of("kind", "allow", "schedule", "0 10 * * 1-5", "duration", "7h", "applications", List.of("*"));
    }

    private Fields project() {
        return Fields.of(fixture.client
                        .genericKubernetesResources(ArgoObjects.PROJECTS)
                        .inNamespace(fixture.namespace)
                        .withName("shop-prod")
                        .require())
                .at("spec");
    }

    private Map<String, String> secret(String type) {
        var secrets = fixture.client
                .secrets()
                .inNamespace(fixture.namespace)
                .withLabel("argocd.argoproj.io/secret-type", type)
                .list()
                .getItems();
        assertThat(secrets).hasSize(1);
        var values = new java.util.HashMap<String, String>();
        secrets.getFirst()
                .getData()
                .forEach((key, value) ->
                        values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }

    private void existing(String path, String revision) {
        var object = new GenericKubernetesResourceBuilder()
                .withApiVersion("argoproj.io/v1alpha1")
                .withKind("Application")
                .withNewMetadata()
                .withName("shop-prod")
                .withNamespace(fixture.namespace)
                .endMetadata()
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "project",
                                DEFAULT_PROJECT,
                                "source",
                                Map.of(
                                        "repoURL", "git@git.example:config.git",
                                        "path", path,
                                        "targetRevision", revision),
                                "destination",
                                Map.of("server", "https://kubernetes.default.svc", "namespace", "shop")))
                .build();
        fixture.client.resource(object).fieldManager("kubectl").serverSideApply();
    }

    private Failure refusal(dev.slipway.events.catalog.Engine settings) {
        return catchThrowableOfType(PermanentFailure.class, () -> fixture.ended(fixture.desired(2, 1, settings)))
                .failure();
    }

    private static Failure broken(dev.slipway.syncservice.core.Rollout rollout) {
        assertThat(rollout).isInstanceOf(Broken.class);
        return ((Broken) rollout).why();
    }
}
