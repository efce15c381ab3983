package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The pods of the simulated cluster and the kubelet's part: what becomes of each with time. */
final class Pods {
    static final String HASH = "pod-template-hash";
    private static final Kind POD = Kind.named("Pod");
    private static final String BORN = "simulated.slipway.dev/born";
    private static final Duration STARTS_IN = Duration.ofMillis(300);
    private final Store store;
    private final ImageLookup images;

    Pods(Store store, ImageLookup images) {
        this.store = store;
        this.images = images;
    }

    /** The pods that an owner has, the oldest first. */
    List<ObjectNode> of(String ownerUid, String namespace) {
        return store.list(POD, namespace).stream()
                .filter(pod ->
                        pod.at("/metadata/ownerReferences/0/uid").asText().equals(ownerUid))
                .sorted(Comparator.comparingLong(
                        pod -> pod.at("/metadata/annotations").path(BORN).asLong()))
                .toList();
    }

    void create(ObjectNode owner, JsonNode template, String hash, String name) {
        var pod = Store.JSON.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        var metadata = pod.putObject("metadata");
        metadata.put("name", name)
                .put("namespace", owner.at("/metadata/namespace").asText());
        metadata.set("labels", template.path("metadata").path("labels").deepCopy());
        metadata.withObject("labels").put(HASH, hash);
        metadata.withObject("annotations").put(BORN, Long.toString(Instant.now().toEpochMilli()));
        var reference = metadata.putArray("ownerReferences").addObject();
        reference
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText());
        reference.put("name", owner.at("/metadata/name").asText()).put("controller", true);
        reference.set("uid", owner.at("/metadata/uid"));
        pod.set("spec", template.path("spec").deepCopy());
        pod.withObject("spec").put("nodeName", "simulated-node");
        pod.putObject("status").put("phase", "Pending");
        store.put(POD, pod);
    }

    static String suffix() {
        return UUID.randomUUID().toString().substring(0, 5);
    }

    void delete(ObjectNode pod) {
        store.delete(
                POD,
                pod.at("/metadata/namespace").asText(),
                pod.at("/metadata/name").asText());
    }

    /** Moves the pod on, if it is time for that. */
    void live(ObjectNode pod) {
        var age = Instant.now().toEpochMilli()
                - pod.at("/metadata/annotations").path(BORN).asLong();
        if (age < STARTS_IN.toMillis() || !pod.at("/status/phase").asText().equals("Pending") || settled(pod)) {
            return;
        }
        var next = pod.deepCopy();
        var status = next.putObject("status");
        var ready = true;
        var statuses = status.putArray("containerStatuses");
        for (var container : pod.path("spec").path("containers")) {
            var behaviour = Behaviour.of(container, images);
            ready &= behaviour.way() == Behaviour.Way.WELL;
            describe(statuses.addObject(), container, behaviour);
        }
        status.put("phase", ready || unready(status) ? "Running" : "Pending");
        status.put("startTime", Instant.now().toString());
        condition(status, "PodScheduled", true);
        condition(status, "Ready", ready);
        store.put(POD, next);
    }

    private static boolean settled(ObjectNode pod) {
        // An image that was missing may be pushed meanwhile: that pod is looked at again.
        var reason = pod.at("/status/containerStatuses/0/state/waiting/reason").asText();
        return pod.path("status").has("containerStatuses") && !reason.equals("ImagePullBackOff");
    }

    private static boolean unready(ObjectNode status) {
        for (var container : status.path("containerStatuses")) {
            if (container.path("state").has("running")) {
                return true;
            }
        }
        return false;
    }

    static boolean ready(ObjectNode pod) {
        for (var condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    static String hash(ObjectNode pod) {
        return pod.at("/metadata/labels").path(HASH).asText();
    }

    private static void describe(ObjectNode status, JsonNode container, Behaviour behaviour) {
        status.put("name", container.path("name").asText())
                .put("image", container.path("image").asText());
        status.put("ready", behaviour.way() == Behaviour.Way.WELL);
        status.put(
                "restartCount", behaviour.way() == Behaviour.Way.CRASH || behaviour.way() == Behaviour.Way.OOM ? 2 : 0);
        var state = status.putObject("state");
        switch (behaviour.way()) {
            case WELL, UNREADY ->
                state.putObject("running").put("startedAt", Instant.now().toString());
            case NO_IMAGE ->
                waiting(
                        state,
                        "ImagePullBackOff",
                        "Back-off pulling image \"" + container.path("image").asText() + "\": not found");
            case CRASH -> ended(status, state, "Error", 1);
            case OOM -> ended(status, state, "OOMKilled", 137);
        }
    }

    private static void ended(ObjectNode status, ObjectNode state, String reason, int exitCode) {
        waiting(state, "CrashLoopBackOff", "back-off 10s restarting failed container");
        var ended = status.putObject("lastState").putObject("terminated");
        ended.put("reason", reason)
                .put("exitCode", exitCode)
                .put("finishedAt", Instant.now().toString());
    }

    private static void waiting(ObjectNode state, String reason, String message) {
        state.putObject("waiting").put("reason", reason).put("message", message);
    }

    private static void condition(ObjectNode status, String type, boolean holds) {
        status.withArray("conditions").addObject().put("type", type).put("status", holds ? "True" : "False");
    }
}
