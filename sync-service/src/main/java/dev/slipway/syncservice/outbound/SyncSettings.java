package dev.slipway.syncservice.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which cluster this instance serves, and how. */
@ConfigMapping(prefix = "slipway.sync")
public interface SyncSettings {

    /** As the catalog names it: the instance reads {@code desired.<cluster>} and nothing else. */
    @WithDefault("local")
    String cluster();

    /** Where its API server is; without it, the pod's own cluster or the user's kubeconfig. */
    Optional<String> apiServer();

    /** The name of a secret with the {@code token} for that API server. */
    Optional<String> tokenSecret();

    /** Argo CD's own API server, where its cluster's is out of reach: then its Applications are driven, and none is written. */
    Optional<String> argocdServer();

    /** The name of a secret with the {@code token} of an Argo CD account that may get and sync applications. */
    @WithDefault("argocd")
    String argocdTokenSecret();

    /** How long a rollout may take; a Deployment's own progress deadline ends it earlier. */
    @WithDefault("5m")
    Duration rolloutMax();

    /** Environments that are brought up to date at the same time; waiting for a rollout counts, and costs next to nothing. */
    @WithDefault("256")
    int atOnce();
}
