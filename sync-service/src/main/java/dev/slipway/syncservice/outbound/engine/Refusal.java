package dev.slipway.syncservice.outbound.engine;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the API server refuses: for good, with what to do, or for now. */
public final class Refusal {
    private static final String CONFLICT = "FieldManagerConflict";

    private Refusal() {}

    /**
     * @param name none: it is about all of them
     * @throws PermanentFailure for what it will say again however often it is asked
     */
    static IOException of(
            KubernetesClientException e,
            String verb,
            ResourceDefinitionContext kind,
            String namespace,
            @Nullable String name) {
        var what = name == null
                ? kind.getPlural() + " in namespace " + namespace
                : kind.getKind() + " " + namespace + "/" + name;
        var said = said(e);
        return switch (e.getCode()) {
            case 400, 422 ->
                throw permanent(
                        "the API server refuses " + what + ": " + said,
                        "correct the environment's engine settings in the catalog");
            case 401 ->
                new IOException("the API server does not know us: " + said
                        + "; give sync-service a valid token for this cluster, it is read anew each time");
            case 403 ->
                throw permanent(
                        "sync-service may not " + verb + " " + what + ": " + said,
                        "let its Role in namespace " + namespace + " " + verb + " " + kind.getPlural()
                                + "; the Roles that it needs are in deploy/");
            case 404 -> throw notThere(said, kind, namespace);
            case 409 -> conflict(e, what);
            default -> new IOException("the API server has not taken " + what + ": " + said, e);
        };
    }

    private static PermanentFailure notThere(String said, ResourceDefinitionContext kind, String namespace) {
        return said.contains("namespaces \"")
                ? permanent(
                        "there is no namespace " + namespace + " for the engine's objects",
                        "install the engine there, or set the environment's engine.namespace to where it is")
                : permanent(
                        "this cluster knows no " + kind.getKind() + " of " + kind.getGroup() + "/" + kind.getVersion(),
                        "install the engine in this cluster, or set the environment's engine.cluster to where it is");
    }

    private static IOException conflict(KubernetesClientException e, String what) {
        var owners = owners(e);
        if (owners.isEmpty()) {
            return new IOException(what + " was changed by somebody else at the same time: " + said(e), e);
        }
        throw permanent(
                what + " has fields that somebody else owns: " + owners,
                "declare engine.create: false, and Slipway drives it as it is; or set these fields in engine.spec to what they"
                        + " are, or to null; or take them back: kubectl get "
                        + what.replaceFirst(" ([^/]+)/", " -n $1 ")
                        + " -o yaml > it.yaml, put the wanted values in, kubectl apply"
                        + " --server-side --force-conflicts --field-manager slipway -f it.yaml, and sync the release again");
    }

    /** Which fields somebody else has set to something else, and who; empty where it is no such conflict. */
    public static String owners(KubernetesClientException e) {
        var fields = causes(e).stream()
                .filter(cause -> CONFLICT.equals(cause.getReason()))
                .collect(Collectors.groupingBy(
                        Refusal::owner, TreeMap::new, Collectors.mapping(StatusCause::getField, Collectors.toList())));
        return fields.entrySet().stream()
                .map(one -> String.join(", ", one.getValue()) + " (set by " + one.getKey() + ")")
                .collect(Collectors.joining("; "));
    }

    /** {@code conflict with "kubectl-edit" using argoproj.io/v1alpha1} */
    private static String owner(StatusCause cause) {
        var message = String.valueOf(cause.getMessage());
        var parts = message.split("\"", 3);
        return parts.length == 3 ? parts[1] : message;
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        var status = e.getStatus();
        return status == null
                        || status.getDetails() == null
                        || status.getDetails().getCauses() == null
                ? List.of()
                : status.getDetails().getCauses();
    }

    private static PermanentFailure permanent(String seen, String nextStep) {
        return new PermanentFailure(Segment.ENGINE, seen, nextStep);
    }

    public static String said(KubernetesClientException e) {
        var status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        var cause = e.getCause();
        return cause == null || cause.getMessage() == null ? String.valueOf(e.getMessage()) : cause.getMessage();
    }
}
