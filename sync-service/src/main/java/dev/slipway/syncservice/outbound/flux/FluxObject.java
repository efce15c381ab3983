package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.Redacted;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of Flux' objects as the API server told of it last. */
record FluxObject(GenericKubernetesResource resource) {
    static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";
    private static final String TRUE = "True";

    /** @param generation that it speaks of; null where Flux does not say */
    record Condition(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Long generation) {

        boolean isTrue() {
            return status.equals(TRUE);
        }
    }

    String kind() {
        return resource.getKind();
    }

    String namespace() {
        return resource.getMetadata().getNamespace();
    }

    String name() {
        return resource.getMetadata().getName();
    }

    Fields spec() {
        return Fields.of(resource).at("spec");
    }

    Fields status() {
        return Fields.of(resource).at("status");
    }

    /** Grows with every change of any object in the cluster. */
    long version() {
        return Long.parseLong(resource.getMetadata().getResourceVersion());
    }

    boolean isSuspended() {
        return spec().isTrue("suspend");
    }

    @Nullable
    String annotation(String key) {
        var annotations = resource.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    /** The newest request to reconcile has been seen to its end. One that was made while it went on may count as seen, too. */
    boolean hasHandledRequest() {
        var requested = annotation(REQUESTED_AT);
        return requested != null && requested.equals(status().text("lastHandledReconcileAt"));
    }

    boolean isReady() {
        var observed = status().number("observedGeneration");
        return condition("Ready").filter(Condition::isTrue).isPresent() && observed == generation();
    }

    /** What is wrong with the object as it is written now. An end that failed does not count as observed. */
    Optional<Condition> failed() {
        return condition("Ready")
                .filter(ready -> ready.status().equals("False"))
                .filter(ready -> ready.generation() == null || ready.generation() == generation());
    }

    /** At work, and not just waiting to try again. */
    Optional<Condition> atWork() {
        return condition("Reconciling")
                .filter(Condition::isTrue)
                .filter(reconciling -> reconciling.reason().equals("Progressing"));
    }

    boolean isStalled() {
        return condition("Stalled").filter(Condition::isTrue).isPresent();
    }

    Optional<Condition> condition(String type) {
        return status().list("conditions").stream()
                .filter(one -> type.equals(one.text("type")))
                .map(one -> new Condition(
                        type,
                        one.text("status", ""),
                        one.text("reason", ""),
                        Redacted.of(one.text("message", "")),
                        one.has("observedGeneration") ? one.number("observedGeneration") : null))
                .findFirst();
    }

    /** A source's newest artifact: the commit's revision, or what whoever packed it has said it is from. */
    String artifact() {
        var artifact = status().at("artifact");
        return Objects.requireNonNullElse(
                artifact.at("metadata").text("org.opencontainers.image.revision"), artifact.text("revision", ""));
    }

    String attempted() {
        return status().text("lastAttemptedRevision", "");
    }

    /** A Kustomization's revision, or the version of a HelmRelease's chart. */
    String applied() {
        var status = status();
        var newest = status.list("history").stream().findFirst().map(one -> one.text("chartVersion", ""));
        return newest.filter(version -> !version.isEmpty())
                .orElseGet(() -> status.text("lastAppliedOriginRevision", status.text("lastAppliedRevision", "")));
    }

    @Override
    public String toString() {
        return kind() + " " + namespace() + "/" + name();
    }

    private long generation() {
        var generation = resource.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}
