package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The controllers of StatefulSets and DaemonSets, plainly: pods by number, replaced one at a time. */
final class Sets {
    private final Store store;
    private final Pods pods;

    Sets(Store store, Pods pods) {
        this.store = store;
        this.pods = pods;
    }

    void turn() {
        store.list(Kind.named("StatefulSet"), null)
                .forEach(set -> turn(set, set.path("spec").path("replicas").asInt(1)));
        store.list(Kind.named("DaemonSet"), null).forEach(set -> turn(set, 1));
    }

    private void turn(ObjectNode set, int replicas) {
        var hash = Rollout.hashOf(set);
        var owned = pods.of(
                set.at("/metadata/uid").asText(), set.at("/metadata/namespace").asText());
        owned.forEach(pods::live);
        var old = owned.stream().filter(pod -> !Pods.hash(pod).equals(hash)).findFirst();
        var name = set.at("/metadata/name").asText();
        if (old.isPresent()
                && owned.stream().filter(pod -> Pods.hash(pod).equals(hash)).allMatch(Pods::ready)) {
            pods.delete(old.get());
        } else if (owned.size() < replicas) {
            pods.create(set, set.path("spec").path("template"), hash, name + "-" + free(owned, name));
        } else if (owned.size() > replicas) {
            pods.delete(owned.getLast());
        }
        status(set, replicas, hash, owned);
    }

    private static int free(List<ObjectNode> owned, String name) {
        var number = 0;
        while (taken(owned, name + "-" + number)) {
            number++;
        }
        return number;
    }

    private static boolean taken(List<ObjectNode> owned, String name) {
        return owned.stream().anyMatch(pod -> pod.at("/metadata/name").asText().equals(name));
    }

    private void status(ObjectNode set, int replicas, String hash, List<ObjectNode> owned) {
        var generation = set.at("/metadata/generation").asLong();
        store.change(
                Kind.named(set.path("kind").asText()), set, now -> describe(now, generation, replicas, hash, owned));
    }

    private static void describe(ObjectNode set, long generation, int replicas, String hash, List<ObjectNode> owned) {
        var ready = owned.stream().filter(Pods::ready).count();
        var updated = owned.stream().filter(pod -> Pods.hash(pod).equals(hash)).count();
        var status = set.putObject("status");
        status.put("observedGeneration", generation);
        if (set.path("kind").asText().equals("StatefulSet")) {
            var done = updated == owned.size() && ready >= replicas;
            status.put("replicas", owned.size()).put("readyReplicas", ready).put("availableReplicas", ready);
            status.put("updatedReplicas", updated).put("currentReplicas", done ? updated : owned.size() - updated);
            status.put("updateRevision", hash).put("currentRevision", done ? hash : "earlier");
        } else {
            status.put("desiredNumberScheduled", replicas).put("currentNumberScheduled", owned.size());
            status.put("updatedNumberScheduled", updated)
                    .put("numberReady", ready)
                    .put("numberAvailable", ready);
        }
    }
}
