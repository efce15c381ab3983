package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The few of the real server's rules that people break most. */
final class Validation {
    private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

    private Validation() {}

    static void check(Kind kind, JsonNode object) {
        var name = object.path("metadata").path("name").asText();
        if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            throw invalid(
                    kind,
                    name,
                    "metadata.name: Invalid value: \"" + name + "\": a lowercase RFC 1123 subdomain is wanted");
        }
        if (WORKLOADS.contains(kind.kind())) {
            workload(kind, name, object.path("spec"));
        }
    }

    private static void workload(Kind kind, String name, JsonNode spec) {
        var wanted = spec.path("selector").path("matchLabels");
        if (wanted.isEmpty()) {
            throw invalid(kind, name, "spec.selector: Required value");
        }
        var labels = spec.path("template").path("metadata").path("labels");
        wanted.properties().forEach(label -> {
            if (!label.getValue().equals(labels.path(label.getKey()))) {
                throw invalid(
                        kind,
                        name,
                        "spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`");
            }
        });
        if (spec.path("template").path("spec").path("containers").isEmpty()) {
            throw invalid(kind, name, "spec.template.spec.containers: Required value");
        }
    }

    private static ApiError invalid(Kind kind, String name, String what) {
        return new ApiError(422, "Invalid", kind.kind() + "." + kind.group() + " \"" + name + "\" is invalid: " + what);
    }
}
