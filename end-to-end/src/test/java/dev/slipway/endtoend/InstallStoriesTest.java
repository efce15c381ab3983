package dev.slipway.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.syncservice.outbound.Kubeconfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal has what looks like Flux installed in a real cluster. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = RealClusterStoriesTest.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Path MANIFEST = Path.of("../sync-service/src/test/resources/flux-install.yaml");
    private static final Pattern DELIVERY = Pattern.compile("\"delivery\" *: *\"([0-9a-f-]{36})\"");
    private static final String ID = UUID.randomUUID().toString().substring(0, 8);
    private static final String NAMESPACE = "flux-" + ID;

    @TempDir
    static Path folder;

    private static KubernetesClient client;
    private static Suite suite;
    private static Terminal terminal;
    private static Path manifests;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var kubeconfig = Path.of(System.getProperty(RealClusterStoriesTest.KUBECONFIG));
        client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build();
        manifests = Files.createDirectory(folder.resolve("manifests"));
        suite = Suite.startOn(
                kubeconfig,
                folder.resolve("data"),
                "slipway.sync.install-engines=true",
                "slipway.sync.manifests=" + manifests,
                "slipway.sync.flux-namespace=" + NAMESPACE);
        terminal = new Terminal(folder.resolve("person"));
        var login = terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        assertThat(login.exit()).as(login.err()).isZero();
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
        if (client != null) {
            forgetWhatWasInstalled();
            client.close();
        }
    }

    private static void forgetWhatWasInstalled() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("things.t" + ID + ".toolkit.fluxcd.io")
                .delete();
        for (var name : List.of("crd-controller-", "cluster-reconciler-", "flux-edit-")) {
            client.rbac().clusterRoleBindings().withName(name + NAMESPACE).delete();
            client.rbac().clusterRoles().withName(name + NAMESPACE).delete();
        }
        client.namespaces().withName(NAMESPACE).delete();
    }

    @Test
    @Order(1)
    void anotherManifestThanWasAskedForIsNotInstalled() throws Exception {
        write("v2.9.0");

        var said = install("0".repeat(64));

        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
        assertThat(said.out()).contains("admin asked: install local/flux", "its SHA-256 is", "nothing was applied");
        assertThat(client.namespaces().withName(NAMESPACE).get()).isNull();
    }

    @Test
    @Order(2)
    void itIsFollowedUntilItRuns() throws Exception {
        var said = install(write("v2.9.0"));

        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("installed 12 objects v2.9.0");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                terminal.jar("", "engines", "--clusters").out())
                        .contains("v2.9.0"));
    }

    @Test
    @Order(3)
    void whatAKillBrokeOffIsFinishedOnce() throws Exception {
        var sum = write("v2.10.0");
        var asked = terminal.jar("", json(arguments(sum)));
        var delivery = DELIVERY.matcher(asked.out());
        assertThat(delivery.find()).as(asked.out()).isTrue();
        var id = UUID.fromString(delivery.group(1));
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Story.count(suite.facts(id), EngineInstalling.class) > 0);

        suite.kill();
        suite.up();

        await().atMost(SOON).until(() -> Story.count(suite.facts(id), EngineInstalled.class) > 0);
        new Story(suite).nothingIsOpen();
        assertThat(Story.count(suite.facts(id), EngineInstalled.class)).isOne();
        assertThat(Story.count(suite.facts(id), EngineInstallFailed.class)).isZero();
    }

    private static Terminal.Said install(String sum) throws IOException, InterruptedException {
        return terminal.jar("", arguments(sum));
    }

    private static String[] arguments(String sum) {
        return new String[] {
            "engines", "install", "flux", "--cluster", "local", "--from", "install.yaml", "--sha256", sum
        };
    }

    private static String[] json(String... arguments) {
        return Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray(String[]::new);
    }

    /** @return its checksum */
    private static String write(String version) throws Exception {
        var text = Files.readString(MANIFEST)
                .replace("flux-system", NAMESPACE)
                .replace("t.toolkit", "t" + ID + ".toolkit")
                .replace("VERSION", version)
                .replace("IMAGE", "registry.example/controller:" + version);
        Files.writeString(manifests.resolve("install.yaml"), text);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
