package dev.slipway.simulator.world;

import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.simulator.Catalogs;
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
import java.util.Objects;
import java.util.stream.Collectors;

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
            var project = source.path().replaceFirst("/.*", "");
            var manifests = Contents.parts(content).entrySet().stream()
                    .map(part -> manifest(project, part.getKey(), part.getValue()))
                    .collect(Collectors.joining("---\n"));
            return Map.of("all.yaml", manifests.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static String manifest(String project, String part, String value) {
        var named = "apiVersion: apps/v1\nmetadata: { name: \"" + part + "=" + value + "\" }\nkind: ";
        var image = Catalogs.image(project, part);
        return part.equals(Contents.BY_HAND) || part.equals(SimulatedFolders.FOLLOWED)
                ? named + "ConfigMap\n"
                : named + "Deployment\nspec: { template: { spec: { containers: [{ image: " + image + " }] } } }\n";
    }

    @Override
    public void apply(List<Manifest> manifests, String namespace) throws IOException {
        chaos.call(() -> {
            chaos.maySleep();
            return imageByNamespace.put(
                    namespace, manifests.stream().map(Manifest::name).collect(Collectors.joining(";")));
        });
    }

    @Override
    public Rollout rollout(List<Manifest> manifests, String namespace) throws IOException {
        return chaos.call(() -> {
            var workloads = manifests.stream()
                    .filter(each -> each.kind().equals("Deployment"))
                    .toList();
            var waits = workloads.stream()
                    .filter(_ -> chaos.happens(0.3))
                    .flatMap(each -> each.images().stream())
                    .collect(Collectors.toSet());
            Rollout rollout =
                    waits.isEmpty() ? new Rollout.Done(3) : new Rollout.UnderWay("1 of 3 pods are ready", waits);
            for (var workload : workloads) {
                if (crashes(workload, namespace) && !waits.containsAll(workload.images())) {
                    var why = new Failure(Segment.CLUSTER, "3 of 3 new pods crash", "look at the log");
                    rollout = new Rollout.Broken(why, workload.images(), rollout);
                }
            }
            return rollout;
        });
    }

    private boolean crashes(Manifest workload, String namespace) {
        return config.commits().stream()
                .map(SimulatedConfig.Commit::release)
                .filter(Objects::nonNull)
                .anyMatch(release -> namespace.startsWith(release.environment().project() + "-")
                        && workload.name()
                                .equals(release.application() + "="
                                        + Objects.requireNonNull(release.image())
                                                .digest())
                        && release.source().subject().contains("crashes in the cluster"));
    }
}
