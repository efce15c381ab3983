package dev.slipway.simulator.world;

import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.DesiredTree;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster that holds what was applied to each namespace last, and the tree that it is applied from. */
public final class SimulatedCluster implements Cluster, DesiredTree {
    private final Chaos chaos;
    private final SimulatedConfig config;
    private final Map<String, String> imageByNamespace = new HashMap<>();

    public SimulatedCluster(Chaos chaos, SimulatedConfig config) {
        this.chaos = chaos;
        this.config = config;
    }

    public Map<String, String> imageByNamespace() {
        return Map.copyOf(imageByNamespace);
    }

    @Override
    public Map<String, byte[]> read(Source source) throws IOException {
        return chaos.call(() -> {
            var content = config.commits().stream()
                    .filter(commit -> commit.id().equals(source.commit()))
                    .map(commit -> commit.contentOf(source.path()))
                    .findFirst()
                    .orElse("nothing");
            var manifest = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: \"" + content + "\" }\n";
            return Map.of("app.yaml", manifest.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public void apply(List<Manifest> manifests, String namespace) throws IOException {
        chaos.call(() -> {
            chaos.maySleep();
            return imageByNamespace.put(namespace, manifests.getFirst().name());
        });
    }

    @Override
    public Rollout rollout(List<Manifest> manifests, String namespace) throws IOException {
        return chaos.call(() -> {
            if (chaos.happens(0.5)) {
                return new Rollout.UnderWay("1 of 3 pods are ready");
            }
            var broken = config.commits().stream()
                    .filter(commit ->
                            commit.content().equals(manifests.getFirst().name()))
                    .anyMatch(commit -> commit.release() != null
                            && commit.release().source().subject().contains("crashes in the cluster"));
            return broken
                    ? new Rollout.Broken(new Failure(Segment.CLUSTER, "3 of 3 new pods crash", "look at the log"))
                    : new Rollout.Done(3);
        });
    }
}
