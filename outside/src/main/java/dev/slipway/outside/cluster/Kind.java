package dev.slipway.outside.cluster;

import java.util.List;
import java.util.Optional;

/** The kinds of objects that the simulated cluster knows. */
record Kind(String group, String version, String kind, String plural, boolean namespaced) {
    static final List<Kind> ALL = List.of(
            new Kind("", "v1", "Namespace", "namespaces", false),
            new Kind("", "v1", "Node", "nodes", false),
            new Kind("", "v1", "PersistentVolume", "persistentvolumes", false),
            new Kind("", "v1", "Service", "services", true),
            new Kind("", "v1", "Endpoints", "endpoints", true),
            new Kind("", "v1", "ConfigMap", "configmaps", true),
            new Kind("", "v1", "Secret", "secrets", true),
            new Kind("", "v1", "ServiceAccount", "serviceaccounts", true),
            new Kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
            new Kind("", "v1", "Pod", "pods", true),
            new Kind("", "v1", "Event", "events", true),
            new Kind("apps", "v1", "Deployment", "deployments", true),
            new Kind("apps", "v1", "ReplicaSet", "replicasets", true),
            new Kind("apps", "v1", "StatefulSet", "statefulsets", true),
            new Kind("apps", "v1", "DaemonSet", "daemonsets", true),
            new Kind("batch", "v1", "Job", "jobs", true),
            new Kind("batch", "v1", "CronJob", "cronjobs", true),
            new Kind("networking.k8s.io", "v1", "Ingress", "ingresses", true),
            new Kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
            new Kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
            new Kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true),
            new Kind("rbac.authorization.k8s.io", "v1", "Role", "roles", true),
            new Kind("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true));

    static Optional<Kind> of(String group, String version, String plural) {
        return ALL.stream()
                .filter(k -> k.group.equals(group) && k.version.equals(version) && k.plural.equals(plural))
                .findFirst();
    }

    static Kind named(String kind) {
        return ALL.stream().filter(k -> k.kind.equals(kind)).findFirst().orElseThrow();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
