package dev.slipway.syncservice.outbound.install;

import static dev.slipway.syncservice.outbound.install.InstallFixture.end;
import static dev.slipway.syncservice.outbound.install.InstallFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.install.Site;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Installs what looks like Flux into a real cluster. */
@NeedsCluster
class RealInstallTest {
    private static final String IMAGE = "registry.example/controller:v1";
    private static final String BROKEN = "registry.example/broken:1";
    private final InstallFixture flux = new InstallFixture();

    @AfterEach
    void stop() {
        flux.close();
    }

    @Test
    void itIsInstalledOnceMoreWithoutAnyChangeAndBroughtUpToDateAndNotBack() throws Exception {
        var first = flux.install(flux.manifest("v2.9.0", IMAGE));

        assertThat(end(first)).isEqualTo(new EngineInstalled("cloud", "flux", "v2.9.0", 12, 2));
        assertThat(first.closed()).hasSize(1);
        assertThat(flux.said)
                .hasSizeBetween(5, 21)
                .allSatisfy(said -> assertThat(said).isInstanceOf(EngineInstalling.class));
        var before = sourceController();
        assertThat(before.getMetadata().getManagedFields())
                .anyMatch(by -> "slipway".equals(by.getManager()) && "Apply".equals(by.getOperation()));

        assertThat(end(flux.install(flux.manifest("v2.9.0", IMAGE)))).isInstanceOf(EngineInstalled.class);
        assertThat(sourceController().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());

        var newer = "registry.example/controller:v2";
        assertThat(end(flux.install(flux.manifest("v2.10.0", newer))))
                .isEqualTo(new EngineInstalled("cloud", "flux", "v2.10.0", 12, 2));
        assertThat(image()).isEqualTo(newer);

        assertThat(failure(flux.install(flux.manifest("v2.9.0", IMAGE))).seen())
                .isEqualTo("the manifest is v2.9.0, and v2.10.0 is there, which is newer");
        assertThat(image()).isEqualTo(newer);
    }

    @Test
    void whatDiedInTheMiddleIsFinishedByTheNextOne() throws Exception {
        var site = new Dying(flux.site(flux.client), "ServiceAccount");
        assertThatThrownBy(() -> flux.install(site, flux.manifest("v2.9.0", IMAGE), Duration.ofSeconds(60)))
                .isInstanceOf(Killed.class);
        assertThat(isDefined()).isTrue();
        assertThat(flux.client
                        .apps()
                        .deployments()
                        .inNamespace(flux.namespace)
                        .list()
                        .getItems())
                .isEmpty();

        assertThat(failure(flux.install(flux.manifest("v2.8.0", IMAGE))).seen())
                .as("its definitions are there already")
                .isEqualTo("the manifest is v2.8.0, and v2.9.0 is there, which is newer");
        assertThat(end(flux.install(flux.manifest("v2.9.0", IMAGE)))).isInstanceOf(EngineInstalled.class);
    }

    @Test
    void fieldsOfSomebodyElseAreNotTakenOverAndNothingElseIsTouched() throws Exception {
        Namespaces.make(flux.client, flux.namespace);
        flux.client
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("source-controller")
                        .withNamespace(flux.namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", "another")
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .fieldManager("flux")
                .serverSideApply();

        var why = failure(flux.install(flux.manifest("v2.9.0", IMAGE)));

        assertThat(why.seen()).contains("Service source-controller", ".spec.selector", "set by flux");
        assertThat(why.nextStep()).contains("--force-conflicts");
        assertThat(isDefined()).isFalse();
    }

    @Test
    void anObjectThatTheClusterDoesNotTakeIsNamedAndNothingIsApplied() throws Exception {
        var bad = flux.manifest("v2.9.0", IMAGE).replace("replicas: 1", "replicas: none");

        var why = failure(flux.install(bad));

        assertThat(why.seen()).contains("the cluster refuses", "Deployment", "install.yaml:");
        assertThat(isDefined()).isFalse();
    }

    @Test
    void controllersThatNeverRunAreSaid() throws Exception {
        var outcome = flux.install(flux.site(flux.client), flux.manifest("v2.9.0", BROKEN), Duration.ofSeconds(5));

        assertThat(failure(outcome).seen()).contains("-controller");
        assertThat(failure(outcome).nextStep()).isNotBlank();
    }

    /** The folder of up.sh --crds: what is there already is the same, so it is nobody's loss. */
    @Test
    @EnabledIfSystemProperty(named = "slipway.test.crds", matches = ".+")
    void fluxOwnDefinitionsGoThrough() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("slipway.test.crds"), "flux"))) {
            var definitions = files.map(RealInstallTest::text).collect(Collectors.joining("\n---\n"));
            var manifest = flux.manifest("v2.9.0", IMAGE) + "\n---\n" + definitions;

            assertThat(end(flux.install(manifest))).isInstanceOf(EngineInstalled.class);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isDefined() {
        return flux.client
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(flux.definition)
                        .get()
                != null;
    }

    private Deployment sourceController() {
        return flux.client
                .apps()
                .deployments()
                .inNamespace(flux.namespace)
                .withName("source-controller")
                .require();
    }

    private String image() {
        return sourceController()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends before it applies a kind. */
    private record Dying(Site site, String kind) implements Site {
        @Override
        public String namespace() {
            return site.namespace();
        }

        @Override
        public Finding found() throws IOException {
            return site.found();
        }

        @Override
        public @Nullable String version(Manifest manifest) throws IOException {
            return site.version(manifest);
        }

        @Override
        public void rehearse(Manifest manifest) throws IOException {
            site.rehearse(manifest);
        }

        @Override
        public void apply(Manifest manifest) throws IOException {
            if (manifest.kind().equals(kind)) {
                throw new Killed();
            }
            site.apply(manifest);
        }

        @Override
        public boolean serves(Manifest definition) throws IOException {
            return site.serves(definition);
        }

        @Override
        public Rollout rollout(List<Manifest> manifests) throws IOException {
            return site.rollout(manifests);
        }
    }
}
