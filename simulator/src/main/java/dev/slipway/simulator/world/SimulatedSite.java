package dev.slipway.simulator.world;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.install.ManifestSource;
import dev.slipway.syncservice.core.install.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine's manifest in two versions, and the cluster that it is applied to. */
public final class SimulatedSite implements Site, ManifestSource {
    public static final List<String> VERSIONS = List.of("v2.8.0", "v2.9.0");
    private static final String NAMESPACE = "flux-system";
    private static final String DEFINITION = "things.source.toolkit.fluxcd.io";
    private static final List<String> CONTROLLERS = List.of("source-controller", "kustomize-controller");
    private static final String MANIFEST = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: things.source.toolkit.fluxcd.io, labels: { app.kubernetes.io/version: VERSION } }
            spec: { group: source.toolkit.fluxcd.io }
            ---
            apiVersion: v1
            kind: Namespace
            metadata: { name: flux-system, labels: { app.kubernetes.io/version: VERSION } }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: source-controller
              namespace: flux-system
              labels: { app.kubernetes.io/part-of: flux, app.kubernetes.io/version: VERSION }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: kustomize-controller
              namespace: flux-system
              labels: { app.kubernetes.io/part-of: flux, app.kubernetes.io/version: VERSION }
            """;

    private final Chaos chaos;

    /** By object the version that was applied last. */
    private final Map<String, String> applied = new TreeMap<>();

    public SimulatedSite(Chaos chaos) {
        this.chaos = chaos;
    }

    public Map<String, String> applied() {
        return Map.copyOf(applied);
    }

    /** What the cluster has where a version is there as a whole. */
    public static Map<String, String> whole(String version) {
        return Stream.concat(Stream.of(DEFINITION, NAMESPACE), CONTROLLERS.stream())
                .collect(Collectors.toMap(Function.identity(), _ -> version));
    }

    public static String from(String version) {
        return "https://flux.example/" + version + "/install.yaml";
    }

    public static String sha256(String version) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest(version)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] manifest(String version) {
        return MANIFEST.replace("VERSION", version).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read(String from) throws IOException {
        return chaos.call(() ->
                manifest(VERSIONS.stream().filter(from::contains).findFirst().orElseThrow()));
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public Finding found() throws IOException {
        return chaos.call(() -> new Finding(
                "flux",
                NAMESPACE,
                EngineHealth.HEALTHY,
                CONTROLLERS.stream()
                        .filter(applied::containsKey)
                        .map(applied::get)
                        .findFirst()
                        .orElse(null),
                List.of(),
                List.of(),
                List.of()));
    }

    @Override
    public @Nullable String version(Manifest manifest) throws IOException {
        return chaos.call(() -> Optional.ofNullable(applied.get(manifest.name())))
                .orElse(null);
    }

    @Override
    public void rehearse(Manifest manifest) throws IOException {
        chaos.call(() -> true);
    }

    @Override
    public void apply(Manifest manifest) throws IOException {
        chaos.call(() -> {
            chaos.maySleep();
            applied.put(manifest.name(), itsVersion(manifest));
            return true;
        });
    }

    private static String itsVersion(Manifest manifest) {
        return manifest.content().get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("labels") instanceof Map<?, ?> labels
                ? String.valueOf(labels.get(Site.VERSION))
                : "none";
    }

    @Override
    public boolean serves(Manifest definition) throws IOException {
        return chaos.call(() -> !chaos.happens(0.3));
    }

    @Override
    public Rollout rollout(List<Manifest> manifests) throws IOException {
        return chaos.call(() -> chaos.happens(0.3)
                ? new Rollout.UnderWay("source-controller: 0 of 1 pods are ready")
                : new Rollout.Done(1));
    }
}
