package dev.slipway.syncservice.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which cluster this instance serves, and how. */
@ConfigMapping(prefix = "slipway.sync")
public interface SyncSettings {

    /** As the catalog names it: the instance reads {@code desired.<cluster>} and nothing else. */
    @WithDefault("local")
    String cluster();

    /** Where its API server is; without it, as the kubeconfig says. */
    Optional<String> apiServer();

    /** The file that says how to reach it; without it, the pod's own cluster or the user's kubeconfig. */
    Optional<Path> kubeconfig();

    /** Which of the kubeconfig's contexts; without it, the one that is current there. */
    Optional<String> context();

    /** The name of a secret with the {@code token} for that API server. */
    Optional<String> tokenSecret();

    /** Argo CD's own API server, where its cluster's is out of reach: then its Applications are driven, and none is written. */
    Optional<String> argocdServer();

    /** The name of a secret with the {@code token} of an Argo CD account that may get and sync applications. */
    @WithDefault("argocd")
    String argocdTokenSecret();

    /** For so long an engine must say the same before it is told; longer, and less that passes by itself is told. */
    @WithDefault("2s")
    Duration settle();

    /** How often the engines themselves are looked at: what they are made of, and whether it runs. */
    @WithDefault("15s")
    Duration inspectEvery();

    /** Where Argo CD is in this cluster, if it is there. */
    @WithDefault("argocd")
    String argocdNamespace();

    /** Where Flux is in this cluster, if it is there. */
    @WithDefault("flux-system")
    String fluxNamespace();

    /** Whether engines are installed where people ask for it, or of which manifests, by their SHA-256. It needs more rights than driving one: {@code deploy/engines/flux-install.yaml}. */
    @WithDefault("false")
    List<String> installEngines();

    /** The folder whose files may be named as an engine's manifest; without it, only URLs may. */
    Optional<Path> manifests();

    /** How long a rollout may take; a Deployment's own progress deadline ends it earlier. */
    @WithDefault("5m")
    Duration rolloutMax();

    /**
     * Environments of the cluster that are begun at the same time: read from Git, checked, handed to their engine. Whose rollout is only
     * watched does not count. The others wait, and say so. Of several instances each has its share.
     */
    @WithDefault("16")
    int atOnce();

    /** Environments that are begun or watched at the same time; one that is only watched costs next to nothing. */
    @WithDefault("1024")
    int watchedAtOnce();
}
