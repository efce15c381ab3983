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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An engine's manifest, and the cluster that it is applied to. */
public final class SimulatedSite implements Site, ManifestSource {
    private static final String NAMESPACE = "flux-system";
    private static final byte[] MANIFEST = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: things.source.toolkit.fluxcd.io }
            spec: { group: source.toolkit.fluxcd.io }
            ---
            apiVersion: v1
            kind: Namespace
            metadata: { name: flux-system }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: source-controller, namespace: flux-system, labels: { app.kubernetes.io/part-of: flux } }
            """.getBytes(StandardCharsets.UTF_8);

    public static final Set<String> OBJECTS = Set.of("things.source.toolkit.fluxcd.io", NAMESPACE, "source-controller");
    private final Chaos chaos;
    private final Set<String> applied = new TreeSet<>();

    public SimulatedSite(Chaos chaos) {
        this.chaos = chaos;
    }

    public Set<String> applied() {
        return Set.copyOf(applied);
    }

    public static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] read(String from) throws IOException {
        return chaos.call(MANIFEST::clone);
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public Finding found() throws IOException {
        return chaos.call(
                () -> new Finding("flux", NAMESPACE, EngineHealth.HEALTHY, null, List.of(), List.of(), List.of()));
    }

    /** Its manifest has none. */
    @Override
    public @Nullable String version(Manifest manifest) {
        return null;
    }

    @Override
    public void rehearse(Manifest manifest) throws IOException {
        chaos.call(() -> true);
    }

    @Override
    public void apply(Manifest manifest) throws IOException {
        chaos.call(() -> applied.add(manifest.name()));
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
