package dev.slipway.endtoend;

import static dev.slipway.endtoend.Story.count;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Origin;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Releases that Argo CD and Flux bring into a cluster: its API server is real, they are simulated. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = RealClusterStoriesTest.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineStoriesTest {
    private static final String DEMO = "hichat";
    private static final String DENIED = "admission webhook \"limits.example\" denied the request: no memory limit";
    private static final String BUILD = "kustomize build failed: accumulating resources: no such file";

    @TempDir
    static Path folder;

    private static Suite suite;
    private static SimulatedEngines engines;
    private static DemoRepository git;
    private static Developer developer;
    private static Story story;
    private static Terminal terminal;
    private static Environment argo;
    private static Environment fleet;
    private static Environment flux;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var kubeconfig = Path.of(System.getProperty(RealClusterStoriesTest.KUBECONFIG));
        suite = Suite.startOn(kubeconfig, folder.resolve("data"));
        git = new DemoRepository(suite);
        engines = new SimulatedEngines(kubeconfig, git);
        engines.argo.applying("hichat-argo", EngineStoriesTest::apply);
        argo = new Environment(
                "argo", "local", "{ type: argocd, namespace: %s, autoSync: false }".formatted(engines.namespace));
        fleet = new Environment(
                "fleet",
                "local",
                "{ type: argocd, kind: application-set, namespace: %s }".formatted(engines.namespace));
        flux = new Environment("flux", "local", "{ type: flux, namespace: %s }".formatted(engines.namespace));
        Environment.declare(suite, argo, fleet, flux);
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        terminal = new Terminal(folder.resolve("person"));
        terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
        if (engines != null) {
            engines.client.namespaces().withName(DEMO).delete();
            engines.close();
        }
    }

    @Test
    @Order(1)
    void whatIsPushedIsLiveAndAnnouncedWhenItsEngineHasBroughtIt() throws IOException, InterruptedException {
        var commit = developer.push("Say hello");

        story.liveIn(commit, argo, fleet, flux);

        var way = story.told(commit);
        story.nothingIsOpen();
        assertThat(count(way, ReleaseLive.class)).isEqualTo(3);
        assertThat(suite.cards(commit)).isNotEmpty();
        assertThat(engines.argo.begun("hichat-argo"))
                .endsWith(git.head(argo.branch()) + " slipway")
                .doesNotHaveDuplicates();
        var deployment = engines.client
                .apps()
                .deployments()
                .inNamespace(DEMO)
                .withName(DEMO)
                .get();
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getImage()).contains("root/hichat:" + commit));
        assertThat(deployment.getStatus().getReadyReplicas()).isEqualTo(3);
        for (var environment : List.of(argo, fleet, flux)) {
            isWell(environment);
        }
        assertThat(terminal.jar("", "engines", DEMO).out()).contains("argo", "fleet", "flux");
    }

    @Test
    @Order(2)
    void whatAnEngineRefusesFailsWithItsReasonAndTheNextPushMendsIt() throws IOException, InterruptedException {
        engines.argo.breaks("hichat-argo", "Failed", DENIED);
        engines.flux.breaks("BuildFailed", BUILD);
        var bad = developer.push("Say it wrong");

        story.liveIn(bad, fleet);
        failedIn(bad, argo, DENIED);
        failedIn(bad, flux, BUILD);
        story.told(bad);
        story.nothingIsOpen();
        soon("its delivery has the reasons")
                .untilAsserted(() -> assertThat(
                                terminal.jar("", "delivery", deliveryOf(bad)).out())
                        .contains("no memory limit", "no such file"));

        engines.argo.mends("hichat-argo");
        engines.flux.mends();
        var good = developer.push("Say it right");
        story.liveIn(good, argo, fleet, flux);
        story.nothingIsOpen();
        assertThat(count(story.way(good), SyncFailed.class)).isZero();
    }

    @Test
    @Order(3)
    void aRollbackIsACommitThatTheEngineIsSyncedToAndHoldsTheLine() throws IOException, InterruptedException {
        var before = git.head(argo.branch());
        var left = git.file(before, "k8s/hichat.yaml");

        var back = terminal.jar("", "rollback", "hichat/argo/hichat", "--why", "users complain");

        assertThat(back.exit()).as(back.err() + back.out()).isZero();
        soon("live again").until(() -> isRolledBack(argo));
        story.nothingIsOpen();
        var now = git.head(argo.branch());
        assertThat(now).isNotEqualTo(before);
        assertThat(git.file(now, "k8s/hichat.yaml")).isNotEqualTo(left);
        assertThat(engines.argo.begun("hichat-argo").getLast()).isEqualTo(now + " slipway");
        assertThat(terminal.jar("", "line", "hichat/argo/hichat").out()).contains("users complain");
        isWell(argo);
    }

    @Test
    @Order(4)
    void atOnceTheEngineIsBackWhileGitTakesNothing() throws IOException, InterruptedException {
        story.liveIn(developer.push("Say something"), argo, fleet, flux);
        story.nothingIsOpen();
        var before = Map.of(argo, git.head(argo.branch()), flux, git.head(flux.branch()));
        var wrong = developer.push("Say something wrong");
        story.liveIn(wrong, argo, fleet, flux);
        story.nothingIsOpen();
        try {
            for (var environment : before.keySet()) {
                Files.createFile(lock(environment));
                rollBackAtOnce(environment);
            }
            for (var environment : before.keySet()) {
                soon("the engine is back").untilAsserted(() -> isBackAt(before.get(environment), environment));
                assertThat(git.file(git.head(environment.branch()), "k8s/hichat.yaml"))
                        .contains(wrong);
            }
        } finally {
            for (var environment : before.keySet()) {
                Files.deleteIfExists(lock(environment));
            }
        }
        for (var environment : before.keySet()) {
            soon("Git follows").until(() -> isRolledBack(environment));
            assertThat(git.file(git.head(environment.branch()), "k8s/hichat.yaml"))
                    .doesNotContain(wrong);
            isWell(environment);
        }
        story.nothingIsOpen();
    }

    @Test
    @Order(5)
    void whatSomebodyHasSetByHandIsNotWrittenOverButNamed() throws IOException, InterruptedException {
        setByHand("elsewhere");
        var refused = developer.push("Say it past somebody's hand");
        failedIn(refused, argo, "spec.source.path");
        assertThat(failures(refused, argo).getFirst().failure().toString()).contains("kubectl-edit");
        assertThat(engines.argo.begun("hichat-argo")).noneMatch(one -> one.startsWith(git.head(argo.branch())));

        setByHand("k8s");
        story.liveIn(developer.push("Say it again"), argo, fleet, flux);
        story.nothingIsOpen();
    }

    @Test
    @Order(6)
    void betweenReleasesItIsSeenWhatBecomesOfIt() throws IOException, InterruptedException {
        engines.argo.health("hichat-argo", "Degraded", "Deployment hichat exceeded its progress deadline");
        soon("it is seen")
                .untilAsserted(() -> engine(argo)
                        .body("health", equalTo("degraded"))
                        .body("message", containsString("progress deadline")));
        engine(flux).body("health", equalTo("healthy"));
        engines.argo.health("hichat-argo", "Healthy", "");
        isWell(argo);

        engines.object(SimulatedEngines.KUSTOMIZATION, "hichat-flux").delete();
        soon("it is missed").untilAsserted(() -> engine(flux).body("health", equalTo("missing")));
        story.liveIn(developer.push("Bring it back"), argo, fleet, flux);
        isWell(flux);
    }

    /** What the simulated Argo CD does here that it does nowhere else: one Deployment of the commit is applied, for real. */
    private static List<Map<String, Object>> apply(String commit) {
        var client = engines.client;
        for (var file : List.of("k8s/namespace.yaml", "k8s/hichat.yaml")) {
            var manifests = git.file(commit, file).getBytes(StandardCharsets.UTF_8);
            client.load(new ByteArrayInputStream(manifests))
                    .items()
                    .forEach(one -> client.resource(one)
                            .fieldManager("argocd-controller")
                            .forceConflicts()
                            .serverSideApply());
        }
        return List.of(Map.of(
                "group",
                "apps",
                "version",
                "v1",
                "kind",
                "Deployment",
                "namespace",
                DEMO,
                "name",
                DEMO,
                "status",
                "Synced"));
    }

    /** Flux says what it has applied; Argo CD what it compares with, which is the branch's newest commit still. */
    private static void isBackAt(String commit, Environment environment) throws IOException {
        if (environment.equals(flux)) {
            engine(environment).body("revision", containsString(commit));
        } else {
            assertThat(engines.argo.begun("hichat-argo").getLast()).isEqualTo(commit + " slipway");
            engine(environment).body("sync", equalTo("out-of-sync"));
        }
    }

    /** At a terminal it would wait until Git has it. */
    private static void rollBackAtOnce(Environment environment) throws IOException {
        given().auth()
                .preemptive()
                .basic("admin", suite.secret("console", "admin-password"))
                .contentType("application/json")
                .body(Map.of("atOnce", true))
                .post(suite.url("console") + "/api/environments/hichat/" + environment.name() + "/hichat/rollback")
                .then()
                .statusCode(202);
    }

    private static Path lock(Environment environment) {
        return suite.data.resolve("git/root/hichat.git/refs/heads/" + environment.branch() + ".lock");
    }

    private static void setByHand(String path) {
        engines.object(SimulatedEngines.APPLICATION, "hichat-argo")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"source\":{\"path\":\"%s\"}}}".formatted(path));
    }

    private static void failedIn(String commit, Environment environment, String why) {
        soon(commit + " has failed in " + environment.name())
                .until(() -> !failures(commit, environment).isEmpty());
        assertThat(failures(commit, environment))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().seen()).contains(why));
        assertThat(story.in(commit, environment, ReleaseLive.class)).isEmpty();
    }

    private static List<SyncFailed> failures(String commit, Environment environment) {
        return story.in(commit, environment, SyncFailed.class);
    }

    private static boolean isRolledBack(Environment environment) {
        return suite.events(ReleaseLive.class).stream()
                        .filter(live -> live.release().environment().name().equals(environment.name()))
                        .toList()
                        .getLast()
                        .release()
                        .origin()
                == Origin.ROLLBACK;
    }

    private static void isWell(Environment environment) {
        soon(environment.name() + " is well")
                .untilAsserted(() -> engine(environment)
                        .body("health", equalTo("healthy"))
                        .body("sync", equalTo("synced"))
                        .body("revision", containsString(git.head(environment.branch()))));
    }

    private static ValidatableResponse engine(Environment environment) throws IOException {
        return given().auth()
                .preemptive()
                .basic("admin", suite.secret("console", "admin-password"))
                .get(suite.url("console") + "/api/engines/hichat/" + environment.name())
                .then()
                .statusCode(200);
    }

    private static String deliveryOf(String commit) {
        return Objects.requireNonNull(story.way(commit).getFirst().envelope().delivery())
                .toString();
    }

    private static ConditionFactory soon(String what) {
        return Awaitility.await(what).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }
}
