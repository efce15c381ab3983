package dev.slipway.syncservice.outbound;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of {@code kubectl rollout status}, and what the pods say where it does not go on. */
final class RolloutReading {
    private final KubernetesClient client;
    private final PodTrouble trouble;

    RolloutReading(KubernetesClient client) {
        this.client = client;
        trouble = new PodTrouble(client);
    }

    Rollout of(List<Manifest> workloads, String environment) {
        var ready = 0;
        var waits = new LinkedHashMap<Manifest, UnderWay>();
        var broken = new LinkedHashMap<Manifest, Broken>();
        for (var workload : workloads) {
            var namespace = Objects.requireNonNullElse(workload.namespace(), environment);
            switch (of(workload, namespace)) {
                case Done done -> ready += done.podsReady();
                case Broken how -> broken.put(workload, how);
                case UnderWay how -> waits.put(workload, how);
            }
        }
        var rollout = waits.isEmpty() ? new Done(ready) : waiting(waits);
        for (var entry : broken.reversed().entrySet()) {
            rollout = new Broken(entry.getValue().why(), entry.getKey().images(), rollout);
        }
        return rollout;
    }

    /** One that nobody can tell by its images stands for all. */
    private static Rollout waiting(SequencedMap<Manifest, UnderWay> waits) {
        var seen = waits.firstEntry().getValue().seen();
        var images = waits.keySet().stream().map(Manifest::images).toList();
        return images.stream().anyMatch(Set::isEmpty)
                ? new UnderWay(seen)
                : new UnderWay(seen, images.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    private Rollout of(Manifest workload, String namespace) {
        return switch (workload.kind()) {
            case "Deployment" ->
                deployment(
                        workload,
                        client.apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withName(workload.name())
                                .get());
            case "StatefulSet" ->
                statefulSet(
                        workload,
                        client.apps()
                                .statefulSets()
                                .inNamespace(namespace)
                                .withName(workload.name())
                                .get());
            case "DaemonSet" ->
                daemonSet(
                        workload,
                        client.apps()
                                .daemonSets()
                                .inNamespace(namespace)
                                .withName(workload.name())
                                .get());
            default ->
                job(
                        workload,
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(workload.name())
                                .get());
        };
    }

    private Rollout deployment(Manifest workload, @Nullable Deployment live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return new UnderWay(workload + " has not been seen by its controller yet");
        }
        var wanted = number(live.getSpec().getReplicas(), 1);
        var status = live.getStatus();
        var updated = number(status.getUpdatedReplicas(), 0);
        var available = number(status.getAvailableReplicas(), 0);
        var old = number(status.getReplicas(), 0) - updated;
        if (updated >= wanted && old <= 0 && available >= updated) {
            return new Done(wanted);
        }
        var seen = workload.name() + ": " + updated + " of " + wanted + " pods are new, " + available + " are ready, "
                + Math.max(0, old) + " old ones are left";
        var late = status.getConditions().stream()
                .anyMatch(c -> c.getType().equals("Progressing") && "ProgressDeadlineExceeded".equals(c.getReason()));
        return judged(
                workload,
                live.getMetadata().getNamespace(),
                live.getSpec().getSelector().getMatchLabels(),
                live,
                seen,
                late);
    }

    private Rollout statefulSet(Manifest workload, @Nullable StatefulSet live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return new UnderWay(workload + " has not been seen by its controller yet");
        }
        var wanted = number(live.getSpec().getReplicas(), 1);
        var status = live.getStatus();
        var ready = number(status.getReadyReplicas(), 0);
        var current = Objects.equals(status.getUpdateRevision(), status.getCurrentRevision());
        if (ready >= wanted && (current || number(status.getUpdatedReplicas(), 0) >= wanted)) {
            return new Done(wanted);
        }
        var seen = workload.name() + ": " + ready + " of " + wanted + " pods are ready";
        return judged(
                workload,
                live.getMetadata().getNamespace(),
                live.getSpec().getSelector().getMatchLabels(),
                null,
                seen,
                false);
    }

    private Rollout daemonSet(Manifest workload, @Nullable DaemonSet live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return new UnderWay(workload + " has not been seen by its controller yet");
        }
        var status = live.getStatus();
        var wanted = number(status.getDesiredNumberScheduled(), 0);
        var available = number(status.getNumberAvailable(), 0);
        if (number(status.getUpdatedNumberScheduled(), 0) >= wanted && available >= wanted) {
            return new Done(wanted);
        }
        var seen = workload.name() + ": " + available + " of " + wanted + " pods are ready";
        return judged(
                workload,
                live.getMetadata().getNamespace(),
                live.getSpec().getSelector().getMatchLabels(),
                null,
                seen,
                false);
    }

    private static Rollout job(Manifest workload, @Nullable Job live) {
        if (live == null || live.getStatus() == null) {
            return new UnderWay(workload + " has not been seen by its controller yet");
        }
        for (var condition : live.getStatus().getConditions()) {
            if (condition.getStatus().equals("True") && condition.getType().equals("Failed")) {
                return new Broken(new Failure(
                        Segment.CLUSTER,
                        workload + " failed: " + condition.getMessage(),
                        "look at its pod's log: kubectl logs job/" + workload.name()));
            }
        }
        return new Done(0); // a job is not waited for; one that has failed is said
    }

    private Rollout judged(
            Manifest workload,
            String namespace,
            Map<String, String> labels,
            @Nullable Deployment deployment,
            String seen,
            boolean late) {
        var why = trouble.of(workload, namespace, labels, deployment);
        if (why.isPresent()) {
            return new Broken(why.get());
        }
        return late
                ? new Broken(new Failure(
                        Segment.CLUSTER,
                        "the progress deadline of " + workload + " has passed; " + seen,
                        "look why the new pods do not get ready: kubectl describe pods -n " + namespace))
                : new UnderWay(seen);
    }

    private static boolean behind(@Nullable Long observed, @Nullable Long generation) {
        return observed == null || (generation != null && observed < generation);
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
