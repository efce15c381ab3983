package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.outbound.engine.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** What the API server says to an object of an engine: no for good, with what to do, or not now. */
final class InstallRefusal {
    /** How the client says that the cluster serves no such kind. */
    private static final String NO_HANDLER = "Could not find a registered handler";

    /** A field of another type than the kind says: of this the API server says that it was its own fault (500). */
    private static final String NOT_TYPED = "failed to create typed patch object";

    private static final String GIVE_RIGHTS =
            "give sync-service the rights in deploy/engines/flux-install.yaml, then ask for it again";

    private InstallRefusal() {}

    /** A namespace, or a kind, that the same manifest brings. */
    static boolean isOfWhatIsNotThereYet(KubernetesClientException e) {
        return e.getCode() == 404 || Refusal.said(e).contains(NO_HANDLER);
    }

    /** @throws PermanentFailure for what it will say again however often it is asked */
    static IOException of(Manifest manifest, KubernetesClientException e) {
        var said = Refusal.said(e);
        if (said.contains(NO_HANDLER)) {
            throw refused(manifest, "there is no such kind", "take a manifest that fits this cluster's version");
        }
        if (said.contains(NOT_TYPED)) {
            throw refused(manifest, said, "mend the manifest, or take one that fits this cluster's version");
        }
        return switch (e.getCode()) {
            case 400, 404, 422 -> throw refused(manifest, said, "take a manifest that fits this cluster's version");
            case 401 ->
                new IOException("the API server does not know us: " + said
                        + "; give sync-service a valid token for this cluster, it is read anew each time");
            case 403 -> throw refused(manifest, said, GIVE_RIGHTS);
            case 409 -> conflict(manifest, e);
            default -> new IOException("applying " + manifest + ": " + said, e);
        };
    }

    static PermanentFailure ofLooking(KubernetesClientException e) {
        return new PermanentFailure(
                Segment.CLUSTER,
                "all is applied, and the cluster does not tell how far it is: " + Refusal.said(e),
                GIVE_RIGHTS);
    }

    private static IOException conflict(Manifest manifest, KubernetesClientException e) {
        var owners = Refusal.owners(e);
        if (owners.isEmpty()) {
            return new IOException(manifest + " was changed by somebody else at the same time: " + Refusal.said(e), e);
        }
        throw refused(
                manifest,
                "it has fields that somebody else owns: " + owners,
                "let whoever owns them bring the engine up to date; or give them up: kubectl apply --server-side"
                        + " --field-manager slipway --force-conflicts -f with the same manifest");
    }

    private static PermanentFailure refused(Manifest manifest, String reason, String nextStep) {
        return new PermanentFailure(Segment.CLUSTER, "the cluster refuses " + manifest + ": " + reason, nextStep);
    }
}
