package dev.slipway.syncservice.outbound.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Simulated: what source-controller, kustomize-controller and helm-controller write about one object, step by step. */
final class SimulatedControllers {
    private final SimulatedFlux flux;

    SimulatedControllers(SimulatedFlux flux) {
        this.flux = flux;
    }

    void fetch(SimulatedObject source) {
        source.progressing("reconciliation in progress");
        SimulatedFlux.pause(Duration.ofMillis(30));
        var failed = flux.fetching;
        if (failed.isPresent()) {
            source.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        var ref = source.spec().at("ref");
        var branch = ref.text("branch", "master");
        var revision = branch + "@sha1:" + ref.text("commit", flux.headOf(branch));
        source.set("artifact", artifact(revision));
        source.end(true, "Succeeded", "stored artifact for revision '" + revision + "'");
    }

    void pack(SimulatedObject chart) {
        var revision = flux.source(FluxKind.HELM_CHART, chart.seen())
                .map(FluxObject::artifact)
                .orElse("");
        chart.set("observedSourceArtifactRevision", revision);
        if (revision.isEmpty()) {
            chart.end(false, "NoSourceArtifact", "no artifact available");
            return;
        }
        var version = "1.2.3+" + revision.substring(revision.length() - 40).substring(0, 12);
        chart.set("artifact", artifact(version));
        chart.end(true, "ChartPackageSucceeded", "packaged 'app' chart with version '" + version + "'");
    }

    void kustomize(SimulatedObject it) {
        var source = flux.source(FluxKind.KUSTOMIZATION, it.seen());
        var revision = source.map(FluxObject::artifact).orElse("");
        if (revision.isEmpty()) {
            it.end(false, "ArtifactFailed", "Source artifact not found, retrying in 30s");
            return;
        }
        var waits = waitsFor(it);
        if (waits.isPresent()) {
            it.end(false, "DependencyNotReady", "dependency '" + flux.namespace + "/" + waits.get() + "' is not ready");
            return;
        }
        it.progressing("Fetching manifests for revision " + revision + " with a timeout of 5m0s");
        var failed = flux.applying;
        if (isIn(failed, "ArtifactFailed")) {
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.set("lastAttemptedRevision", revision);
        it.progressing("Building manifests for revision " + revision + " with a timeout of 5m0s");
        if (failed.isPresent() && !isIn(failed, "HealthCheckFailed")) {
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.set("inventory", Map.of("entries", flux.inventory));
        if (it.spec().isTrue("wait")) {
            it.condition("Healthy", "Unknown", "Progressing", "Running health checks");
            it.progressing("Running health checks for revision " + revision + " with a timeout of 5m0s");
            SimulatedFlux.pause(flux.health);
            if (failed.isPresent()) {
                it.condition(
                        "Healthy", "False", failed.get().reason(), failed.get().message());
                it.end(false, failed.get().reason(), failed.get().message());
                return;
            }
            it.condition("Healthy", "True", "Succeeded", "Health check passed");
        }
        it.set("lastAppliedRevision", revision);
        flux.applied = System.nanoTime();
        it.end(true, "ReconciliationSucceeded", "Applied revision: " + revision);
    }

    private Optional<String> waitsFor(SimulatedObject it) {
        return it.spec().list("dependsOn").stream()
                .map(one -> one.text("name", ""))
                .filter(name -> flux.list(FluxKind.KUSTOMIZATION).stream()
                        .map(FluxObject::new)
                        .noneMatch(other -> other.name().equals(name) && other.isReady()))
                .findFirst();
    }

    void release(SimulatedObject it) {
        makeChart(it);
        it.set(
                "helmChart",
                flux.namespace + "/" + flux.namespace + "-" + it.seen().name());
        var version = flux.source(FluxKind.HELM_RELEASE, it.seen())
                .map(FluxObject::artifact)
                .orElse("");
        if (version.isEmpty()) {
            it.end(
                    false,
                    "SourceNotReady",
                    "HelmChart '" + flux.namespace + "/" + it.seen().name() + "' is not ready: no artifact");
            return;
        }
        it.set("lastAttemptedRevision", version);
        it.progressing("Running 'upgrade' action with timeout of 5m0s");
        SimulatedFlux.pause(flux.health);
        var failed = flux.applying;
        if (failed.isPresent()) {
            it.set("failures", 1);
            it.condition(
                    "Released", "False", failed.get().reason(), failed.get().message());
            it.condition("Stalled", "True", "RetriesExceeded", "Failed to upgrade after 1 attempt(s)");
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.remove("Stalled");
        it.set("failures", 0);
        it.set("history", List.of(deployed(it, version)));
        it.condition("Released", "True", "UpgradeSucceeded", "Helm upgrade succeeded");
        it.end(true, "UpgradeSucceeded", "Helm upgrade succeeded for release with chart app@" + version);
    }

    private void makeChart(SimulatedObject it) {
        var chart = it.spec().at("chart", "spec");
        var kind = FluxKind.HELM_CHART.in(flux.version(FluxKind.HELM_CHART));
        var wanted = flux.client
                .getKubernetesSerialization()
                .convertValue(
                        Map.of(
                                "apiVersion",
                                kind.getGroup() + "/" + kind.getVersion(),
                                "kind",
                                "HelmChart",
                                "metadata",
                                Map.of("name", flux.namespace + "-" + it.seen().name(), "namespace", flux.namespace),
                                "spec",
                                Map.of(
                                        "chart", chart.text("chart", ""),
                                        "interval", it.spec().text("interval", "1m"),
                                        "reconcileStrategy", chart.text("reconcileStrategy", ""),
                                        "sourceRef", chart.at("sourceRef").of())),
                        GenericKubernetesResource.class);
        flux.client
                .genericKubernetesResources(kind)
                .inNamespace(flux.namespace)
                .resource(wanted)
                .fieldManager("simulated-flux")
                .forceConflicts()
                .serverSideApply();
    }

    private Map<String, Object> deployed(SimulatedObject it, String version) {
        var now = now();
        return Map.of(
                "name",
                it.seen().name(),
                "namespace",
                flux.namespace,
                "version",
                1,
                "status",
                "deployed",
                "chartName",
                "app",
                "chartVersion",
                version,
                "digest",
                "sha256:" + "0".repeat(64),
                "configDigest",
                "sha256:" + "0".repeat(64),
                "firstDeployed",
                now,
                "lastDeployed",
                now);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static boolean isIn(Optional<SimulatedFlux.Ending> ending, String reason) {
        return ending.filter(one -> one.reason().equals(reason)).isPresent();
    }

    static Map<String, Object> artifact(String revision) {
        return Map.of(
                "revision",
                revision,
                "digest",
                "sha256:" + "0".repeat(64),
                "path",
                "a.tar.gz",
                "url",
                "http://source-controller.flux-system/a.tar.gz",
                "lastUpdateTime",
                now());
    }
}
