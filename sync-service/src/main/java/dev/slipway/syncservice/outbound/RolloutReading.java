package dev.slipway.syncservice.outbound;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var waits = new ArrayList<UnderWay>();
        var broken = new ArrayList<Broken>();
        for (var workload : workloads) {
            switch (of(workload, Objects.requireNonNullElse(workload.namespace(), environment))) {
                case Done done -> ready += done.podsReady();
                case Broken how -> broken.add(how);
                case UnderWay how -> waits.add(how);
            }
        }
        var rollout = waits.isEmpty() ? new Done(ready) : waiting(waits);
        for (var how : broken.reversed()) {
            rollout = new Broken(how.why(), how.images(), rollout);
        }
        return rollout;
    }

    /** One that nobody can tell by its images stands for all. */
    private static Rollout waiting(List<UnderWay> waits) {
        var seen = waits.getFirst().seen();
        return waits.stream().anyMatch(one -> one.images().isEmpty())
                ? new UnderWay(seen)
                : new UnderWay(
                        seen,
                        waits.stream().flatMap(one -> one.images().stream()).collect(Collectors.toSet()));
    }

    private Rollout of(Manifest workload, String namespace) {
        var apps = client.apps();
        return switch (workload.kind()) {
            case "Deployment" -> deployment(workload, live(apps.deployments(), workload, namespace));
            case "StatefulSet" -> statefulSet(workload, live(apps.statefulSets(), workload, namespace));
            case "DaemonSet" -> daemonSet(workload, live(apps.daemonSets(), workload, namespace));
            default -> job(workload, live(client.batch().v1().jobs(), workload, namespace));
        };
    }

    private static <T> @Nullable T live(MixedOperation<T, ?, ?> kind, Manifest workload, String namespace) {
        return kind.inNamespace(namespace).withName(workload.name()).get();
    }

    private Rollout deployment(Manifest workload, @Nullable Deployment live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return unseen(workload, live == null ? null : live.getSpec().getTemplate());
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
        var spec = live.getSpec();
        return judged(new Live(workload, live, spec.getSelector(), spec.getTemplate()), seen, late);
    }

    private Rollout statefulSet(Manifest workload, @Nullable StatefulSet live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return unseen(workload, live == null ? null : live.getSpec().getTemplate());
        }
        var wanted = number(live.getSpec().getReplicas(), 1);
        var status = live.getStatus();
        var ready = number(status.getReadyReplicas(), 0);
        var current = Objects.equals(status.getUpdateRevision(), status.getCurrentRevision());
        if (ready >= wanted && (current || number(status.getUpdatedReplicas(), 0) >= wanted)) {
            return new Done(wanted);
        }
        var seen = workload.name() + ": " + ready + " of " + wanted + " pods are ready";
        var spec = live.getSpec();
        return judged(new Live(workload, live, spec.getSelector(), spec.getTemplate()), seen, false);
    }

    private Rollout daemonSet(Manifest workload, @Nullable DaemonSet live) {
        if (live == null
                || live.getStatus() == null
                || behind(
                        live.getStatus().getObservedGeneration(),
                        live.getMetadata().getGeneration())) {
            return unseen(workload, live == null ? null : live.getSpec().getTemplate());
        }
        var status = live.getStatus();
        var wanted = number(status.getDesiredNumberScheduled(), 0);
        var available = number(status.getNumberAvailable(), 0);
        if (number(status.getUpdatedNumberScheduled(), 0) >= wanted && available >= wanted) {
            return new Done(wanted);
        }
        var seen = workload.name() + ": " + available + " of " + wanted + " pods are ready";
        var spec = live.getSpec();
        return judged(new Live(workload, live, spec.getSelector(), spec.getTemplate()), seen, false);
    }

    private static Rollout job(Manifest workload, @Nullable Job live) {
        if (live == null || live.getStatus() == null) {
            return unseen(workload, live == null ? null : live.getSpec().getTemplate());
        }
        for (var condition : live.getStatus().getConditions()) {
            if (condition.getStatus().equals("True") && condition.getType().equals("Failed")) {
                var why = new Failure(
                        Segment.CLUSTER,
                        workload + " failed: " + condition.getMessage(),
                        "look at its pod's log: kubectl logs job/" + workload.name());
                return new Broken(why, images(workload, live.getSpec().getTemplate()), new Done(0));
            }
        }
        return new Done(0); // a job is not waited for; one that has failed is said
    }

    /** One whose rollout goes on, or does not. */
    private record Live(Manifest workload, HasMetadata object, LabelSelector selector, PodTemplateSpec template) {}

    private Rollout judged(Live live, String seen, boolean late) {
        var namespace = live.object().getMetadata().getNamespace();
        var deployment = live.object() instanceof Deployment its ? its : null;
        var images = images(live.workload(), live.template());
        var why = trouble.of(live.workload(), namespace, live.selector().getMatchLabels(), deployment);
        if (why.isPresent()) {
            return new Broken(why.get(), images, new Done(0));
        }
        return late
                ? new Broken(
                        new Failure(
                                Segment.CLUSTER,
                                "the progress deadline of " + live.workload() + " has passed; " + seen,
                                "look why the new pods do not get ready: kubectl describe pods -n " + namespace),
                        images,
                        new Done(0))
                : new UnderWay(seen, images);
    }

    private static UnderWay unseen(Manifest workload, @Nullable PodTemplateSpec live) {
        return new UnderWay(workload + " has not been seen by its controller yet", images(workload, live));
    }

    /** What another engine has applied is only in the cluster. */
    private static Set<String> images(Manifest workload, @Nullable PodTemplateSpec live) {
        var declared = workload.images();
        if (!declared.isEmpty() || live == null || live.getSpec() == null) {
            return declared;
        }
        var pod = live.getSpec();
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .map(container -> Manifest.repository(container.getImage()))
                .collect(Collectors.toSet());
    }

    private static boolean behind(@Nullable Long observed, @Nullable Long generation) {
        return observed == null || (generation != null && observed < generation);
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
