package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The deployment controller's part: a rolling update, one more pod at a time, an old one gone for each new one that is ready. */
final class Rollout {
    private static final Kind DEPLOYMENT = Kind.named("Deployment");
    private static final Kind REPLICA_SET = Kind.named("ReplicaSet");
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String SINCE = "simulated.slipway.dev/progressing-since";
    private final Store store;
    private final Pods pods;

    Rollout(Store store, Pods pods) {
        this.store = store;
        this.pods = pods;
    }

    void turn() {
        for (var deployment : store.list(DEPLOYMENT, null)) {
            turn(deployment);
        }
    }

    private void turn(ObjectNode deployment) {
        var hash = hashOf(deployment);
        var owned = pods.of(
                deployment.at("/metadata/uid").asText(),
                deployment.at("/metadata/namespace").asText());
        owned.forEach(pods::live);
        var fresh = owned.stream().filter(pod -> Pods.hash(pod).equals(hash)).toList();
        var old = owned.stream().filter(pod -> !Pods.hash(pod).equals(hash)).toList();
        var replicas = deployment.path("spec").path("replicas").asInt(1);
        replicaSet(deployment, hash);
        var name = deployment.at("/metadata/name").asText();
        var surge = Math.max(1, replicas / 4);
        if (fresh.size() < replicas && owned.size() < replicas + surge) {
            pods.create(
                    deployment,
                    deployment.path("spec").path("template"),
                    hash,
                    name + "-" + hash + "-" + Pods.suffix());
        } else if (!old.isEmpty() && mayGo(old, fresh, replicas)) {
            pods.delete(old.stream().filter(pod -> !Pods.ready(pod)).findFirst().orElse(old.getFirst()));
        } else if (fresh.size() > replicas) {
            pods.delete(fresh.getLast());
        }
        status(deployment, replicas, owned, fresh);
    }

    private static boolean mayGo(List<ObjectNode> old, List<ObjectNode> fresh, int replicas) {
        var ready = old.stream().filter(Pods::ready).count()
                + fresh.stream().filter(Pods::ready).count();
        return ready > replicas || old.stream().anyMatch(pod -> !Pods.ready(pod)) || replicas == 0;
    }

    static String hashOf(ObjectNode workload) {
        return Integer.toHexString(
                workload.path("spec").path("template").toString().hashCode() & 0x7fffffff);
    }

    /** The set of the template as it is; one of an earlier revision that is wanted again becomes the newest. */
    private void replicaSet(ObjectNode deployment, String hash) {
        var namespace = deployment.at("/metadata/namespace").asText();
        var name = deployment.at("/metadata/name").asText() + "-" + hash;
        var known = store.get(REPLICA_SET, namespace, name);
        var revision = revision(deployment);
        if (known.isPresent() && revision(known.get()) == revision) {
            return;
        }
        var next = Integer.toString(revision + 1);
        known.ifPresentOrElse(
                set -> store.change(
                        REPLICA_SET,
                        set,
                        now -> now.withObject("/metadata/annotations").put(REVISION, next)),
                () -> store.put(REPLICA_SET, replicaSet(deployment, hash, name, next)));
        store.change(
                DEPLOYMENT,
                deployment,
                now -> now.withObject("/metadata")
                        .withObject("annotations")
                        .put(REVISION, next)
                        .put(SINCE, Instant.now().toString()));
    }

    private static int revision(ObjectNode object) {
        return object.at("/metadata/annotations").path(REVISION).asInt(0);
    }

    private static ObjectNode replicaSet(ObjectNode deployment, String hash, String name, String revision) {
        var set = Store.JSON.createObjectNode();
        set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        var metadata = set.putObject("metadata");
        metadata.put("name", name).set("namespace", deployment.at("/metadata/namespace"));
        metadata.withObject("annotations").put(REVISION, revision);
        metadata.withObject("labels").put(Pods.HASH, hash);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .put("name", deployment.at("/metadata/name").asText())
                .set("uid", deployment.at("/metadata/uid"));
        set.set("spec", deployment.path("spec").deepCopy());
        return set;
    }

    private void status(ObjectNode deployment, int replicas, List<ObjectNode> owned, List<ObjectNode> fresh) {
        store.change(DEPLOYMENT, deployment, now -> describe(now, deployment, replicas, owned, fresh));
    }

    private static void describe(
            ObjectNode now, ObjectNode seen, int replicas, List<ObjectNode> owned, List<ObjectNode> fresh) {
        var ready = owned.stream().filter(Pods::ready).count();
        var updated = fresh.stream().filter(Pods::ready).count();
        var status = now.putObject("status");
        status.put("observedGeneration", seen.at("/metadata/generation").asLong());
        status.put("replicas", owned.size()).put("updatedReplicas", fresh.size());
        status.put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("unavailableReplicas", Math.max(0, replicas - ready));
        var done = updated >= replicas && owned.size() == fresh.size();
        if (done && now.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(SINCE); // what has been complete is not late when it is scaled
        }
        var conditions = status.putArray("conditions");
        conditions.addObject().put("type", "Available").put("status", ready >= replicas ? "True" : "False");
        var late = !done && late(now);
        conditions
                .addObject()
                .put("type", "Progressing")
                .put("status", late ? "False" : "True")
                .put(
                        "reason",
                        late ? "ProgressDeadlineExceeded" : done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated");
    }

    private static boolean late(ObjectNode deployment) {
        var since = deployment.at("/metadata/annotations").path(SINCE).asText("");
        var deadline = Duration.ofSeconds(
                deployment.path("spec").path("progressDeadlineSeconds").asLong(600));
        return !since.isEmpty() && Instant.parse(since).plus(deadline).isBefore(Instant.now());
    }
}
