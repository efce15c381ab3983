package dev.slipway.syncservice.outbound;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Manifest;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a rollout does not go on, told from its newest pods. Only what waiting does not mend counts. */
final class PodTrouble {
    private static final Set<String> NO_IMAGE = Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> BAD_CONFIG =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final int LAST_LINES = 5;
    private static final int LAST_WORDS_MAX = 600;
    private static final String HASH = "pod-template-hash";
    private final KubernetesClient client;

    PodTrouble(KubernetesClient client) {
        this.client = client;
    }

    Optional<Failure> of(
            Manifest workload, String namespace, Map<String, String> labels, @Nullable Deployment deployment) {
        var pods =
                client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
        var fresh = deployment == null ? pods : newest(pods, namespace, deployment);
        for (var pod : fresh) {
            for (var container : statuses(pod)) {
                var why = of(workload, pod, container, fresh);
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return Optional.empty();
    }

    /** The pods of the ReplicaSet with the deployment's revision. */
    private List<Pod> newest(List<Pod> pods, String namespace, Deployment deployment) {
        var revision = annotation(deployment.getMetadata().getAnnotations());
        return client.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
                .filter(set -> set.getMetadata().getOwnerReferences().stream()
                        .anyMatch(
                                o -> o.getUid().equals(deployment.getMetadata().getUid())))
                .filter(set -> revision.equals(annotation(set.getMetadata().getAnnotations())))
                .map(set -> set.getMetadata().getLabels().get(HASH))
                .findFirst()
                .map(hash -> pods.stream()
                        .filter(pod -> hash.equals(pod.getMetadata().getLabels().get(HASH)))
                        .toList())
                .orElse(List.of());
    }

    private static String annotation(@Nullable Map<String, String> annotations) {
        return annotations == null ? "" : annotations.getOrDefault("deployment.kubernetes.io/revision", "");
    }

    private Optional<Failure> of(Manifest workload, Pod pod, ContainerStatus container, List<Pod> fresh) {
        var state = container.getState();
        var waiting = state == null ? null : state.getWaiting();
        if (waiting == null || waiting.getReason() == null) {
            return Optional.empty();
        }
        var where = "container " + container.getName() + " of pod "
                + pod.getMetadata().getName();
        var namespace = pod.getMetadata().getNamespace();
        if (NO_IMAGE.contains(waiting.getReason())) {
            return Optional.of(new Failure(
                    Segment.REGISTRY,
                    where + " cannot get its image " + container.getImage() + ": " + waiting.getMessage()
                            + whyFailed(pod),
                    "see that the registry has the image and that the cluster may pull it (imagePullSecrets of "
                            + workload.where() + ")"));
        }
        if (BAD_CONFIG.contains(waiting.getReason())) {
            return Optional.of(new Failure(
                    Segment.CLUSTER,
                    where + " cannot be made: " + waiting.getMessage(),
                    "see that what " + workload.where() + " refers to (ConfigMap, Secret, key) is in namespace "
                            + namespace));
        }
        if (waiting.getReason().equals("CrashLoopBackOff")) {
            var ended = container.getLastState() == null
                    ? null
                    : container.getLastState().getTerminated();
            return Optional.of(crash(where, pod, container, ended, count(fresh)));
        }
        return Optional.empty();
    }

    /** A kubelet that backs off says in its events alone what the registry said. */
    private String whyFailed(Pod pod) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withField("involvedObject.uid", pod.getMetadata().getUid())
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> "Failed".equals(event.getReason()) && event.getMessage() != null)
                    .map(event -> "; " + event.getMessage())
                    .findFirst()
                    .orElse("");
        } catch (KubernetesClientException e) {
            return ""; // the reason stands without it
        }
    }

    private Failure crash(
            String where, Pod pod, ContainerStatus container, @Nullable ContainerStateTerminated ended, String count) {
        if (ended != null && "OOMKilled".equals(ended.getReason())) {
            return new Failure(
                    Segment.CLUSTER,
                    count + " crash: " + where + " was ended for using more memory than its limit (OOMKilled)",
                    "raise resources.limits.memory, or find what uses it");
        }
        var code = ended == null ? "" : " exits with " + ended.getExitCode();
        var words = lastWords(pod, container.getName());
        return new Failure(
                Segment.CLUSTER,
                count + " crash: " + where + code + (words.isEmpty() ? "" : "\nlast words: " + words),
                "mend what its last words say, then push again; all of them: kubectl logs -n "
                        + pod.getMetadata().getNamespace() + " "
                        + pod.getMetadata().getName() + " -c " + container.getName() + " --previous");
    }

    private String lastWords(Pod pod, String container) {
        try {
            var log = client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(container)
                    .terminated()
                    .tailingLines(LAST_LINES)
                    .getLog();
            var text = log == null ? "" : log.strip();
            return text.length() > LAST_WORDS_MAX ? "…" + text.substring(text.length() - LAST_WORDS_MAX) : text;
        } catch (KubernetesClientException e) {
            return ""; // the reason stands without them
        }
    }

    private static String count(List<Pod> fresh) {
        var crashing = fresh.stream()
                .filter(pod -> statuses(pod).stream()
                        .anyMatch(c -> c.getState() != null
                                && c.getState().getWaiting() != null
                                && "CrashLoopBackOff"
                                        .equals(c.getState().getWaiting().getReason())))
                .count();
        return crashing + " of " + fresh.size() + " new pods";
    }

    private static List<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    }
}
