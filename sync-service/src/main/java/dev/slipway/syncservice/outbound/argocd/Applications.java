package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.core.Sight;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to Argo CD's Applications: its cluster's API server, or where that is out of reach, its own. */
interface Applications {

    /** Where they are seen between releases, if they are. */
    default Optional<Sight> sight() {
        return Optional.empty();
    }

    /** The way to ApplicationSets, if there is one. */
    default Optional<ApplicationSets> sets() {
        return Optional.empty();
    }

    /** As it was told last; may be a moment old. */
    Optional<GenericKubernetesResource> seen(Declared declared) throws IOException, InterruptedException;

    /**
     * Writes what lets Argo CD do it, and then the Application; without effect where all is as wanted.
     *
     * @param secrets Argo CD's own
     */
    GenericKubernetesResource write(Declared declared, List<Map<String, Object>> secrets)
            throws IOException, InterruptedException;

    /** As it is at this moment. */
    Optional<GenericKubernetesResource> now(Declared declared) throws IOException;

    /**
     * Asks for a sync.
     *
     * @return none if the Application is no longer as it was seen
     */
    Optional<GenericKubernetesResource> sync(Declared declared, GenericKubernetesResource seen, Request request)
            throws IOException;

    /** Waits until it is another one than was seen, and at most so long. */
    void rest(Declared declared, @Nullable String seenVersion, Duration most) throws InterruptedException;
}
