package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.Event;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.values.Failure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.install.Allowed;
import dev.slipway.syncservice.core.install.Installer;
import dev.slipway.syncservice.core.install.Site;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import dev.slipway.syncservice.outbound.flux.FluxInspection;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A real cluster with a place for Flux that is ours alone. */
final class InstallFixture implements AutoCloseable {
    final String id = UUID.randomUUID().toString().substring(0, 8);
    final String namespace = "flux-" + id;
    final String definition = "things.t" + id + ".toolkit.fluxcd.io";
    final KubernetesClient client = client(null);
    final List<Event> said = new ArrayList<>();

    static KubernetesClient client(@Nullable String user) {
        var config = Config.fromKubeconfig(
                Path.of(System.getProperty("slipway.test.kubeconfig")).toFile());
        config.setImpersonateUsername(user);
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(config))
                .build();
    }

    /** As Flux publishes it, with names that are ours, and few controllers. */
    String manifest(String version, String image) {
        try (var in = InstallFixture.class.getResourceAsStream("/flux-install.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("flux-system", namespace)
                    .replace("t.toolkit", "t" + id + ".toolkit")
                    .replace("VERSION", version)
                    .replace("IMAGE", image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void makeNamespace() {
        Namespaces.make(client, namespace);
    }

    Site site(KubernetesClient its) {
        return new ClusterSite(its, new FluxInspection(new EngineApi(its), namespace), new KubernetesCluster(its));
    }

    Outcome<InstallWork> install(String manifest) throws Exception {
        return install(site(client), manifest, Duration.ofSeconds(60));
    }

    Outcome<InstallWork> install(Site site, String manifest, Duration readyWithin) throws Exception {
        var bytes = manifest.getBytes(StandardCharsets.UTF_8);
        var folder = Files.createTempDirectory("manifests");
        Files.write(folder.resolve("install.yaml"), bytes);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        var work = new InstallWork(new EngineDesired("cloud", "flux", "install.yaml", sum, "li", UUID.randomUUID()));
        var row = Row.open("engine:flux", "s", new Cause(UUID.randomUUID(), null, null), work, Instant.now());
        var reader =
                new ManifestReader(new ManifestUrls(Duration.ofSeconds(10)), new ManifestFolder(Optional.of(folder)));
        return new Installer(Map.of("flux", site), new Allowed(true, Set.of()), reader, readyWithin, Thread::sleep)
                .act("engine:flux", List.of(row), new Heard());
    }

    static Event end(Outcome<InstallWork> outcome) {
        return outcome.facts().getLast().event();
    }

    static Failure failure(Outcome<InstallWork> outcome) {
        return ((EngineInstallFailed) end(outcome)).failure();
    }

    @Override
    public void close() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .delete();
        var rbac = client.rbac();
        for (var name : List.of("crd-controller-", "cluster-reconciler-", "slipway-flux-install-")) {
            rbac.clusterRoleBindings().withName(name + namespace).delete();
            rbac.clusterRoles().withName(name + namespace).delete();
        }
        rbac.clusterRoles().withName("flux-edit-" + namespace).delete();
        rbac.clusterRoles().withName("flux-view-" + namespace).delete();
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    private final class Heard implements Stage<InstallWork> {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void say(Cause cause, Event event) {
            said.add(event);
        }

        @Override
        public void keep(Object note) {}

        @Override
        public List<Row<InstallWork>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.empty();
        }
    }
}
