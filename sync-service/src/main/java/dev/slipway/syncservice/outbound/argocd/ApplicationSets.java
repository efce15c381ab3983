package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.SETS;

import dev.slipway.syncservice.outbound.Together;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watched;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ApplicationSets and what they have generated, as objects of the cluster that Argo CD runs in. */
record ApplicationSets(EngineObjects objects, Watches watches) {

    /** As it was told last; may be a moment old. */
    Optional<GenericKubernetesResource> seen(Declared declared) throws IOException, InterruptedException {
        return sets(declared).find(declared.namespace(), declared.name());
    }

    /** Writes what lets Argo CD do it, and then the set; without effect where all is as wanted. */
    GenericKubernetesResource write(Declared declared, List<Map<String, Object>> secrets)
            throws IOException, InterruptedException {
        Together.make(ClusterApplications.needs(objects, declared, secrets));
        return objects.apply(SETS, ArgoObjects.applicationSet(declared));
    }

    /** The Applications that it owns and that are to stay, by name. */
    List<GenericKubernetesResource> generated(GenericKubernetesResource set) throws IOException, InterruptedException {
        return generated(set, watches.of(APPLICATIONS, set.getMetadata().getNamespace()));
    }

    static List<GenericKubernetesResource> generated(GenericKubernetesResource set, Watched applications) {
        var uid = set.getMetadata().getUid();
        return applications
                .all()
                .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
                .filter(one -> isOwned(one, uid))
                .sorted(Comparator.comparing(one -> one.getMetadata().getName()))
                .toList();
    }

    private static boolean isOwned(GenericKubernetesResource application, String uid) {
        var owners = application.getMetadata().getOwnerReferences();
        return owners != null && owners.stream().anyMatch(owner -> uid.equals(owner.getUid()));
    }

    /** Waits until the set is another one than was seen, and at most so long. */
    void rest(Declared declared, @Nullable String seenVersion, Duration most) throws InterruptedException {
        try {
            sets(declared).rest(declared.namespace(), declared.name(), seenVersion, most);
        } catch (IOException _) {
            Thread.sleep(most); // the next look says what is wrong
        }
    }

    private Watched sets(Declared declared) throws IOException, InterruptedException {
        return watches.of(SETS, declared.namespace());
    }
}
