package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Redacted;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An ApplicationSet as its controller says it is. Pure. */
record SetState(Fields spec, Fields status) {
    private static final String RESOURCES = "ResourcesUpToDate";

    static SetState of(GenericKubernetesResource set) {
        var fields = Fields.of(set);
        return new SetState(fields.at("spec"), fields.at("status"));
    }

    /** As Slipway would write it. */
    static SetState wanted(Declared declared) {
        return new SetState(Fields.of(ArgoObjects.applicationSet(declared)).at("spec"), new Fields(Map.of()));
    }

    /** Its template, as an Application would have it. */
    Fields template() {
        return spec.at("template", "spec");
    }

    boolean isPatched() {
        return spec.has("templatePatch");
    }

    boolean goesInSteps() {
        return "RollingSync".equals(spec.at("strategy").text("type"));
    }

    /** All of its Applications are there, as it last found. */
    boolean isUpToDate() {
        return conditions().anyMatch(one -> is(one, RESOURCES, "True"));
    }

    /** What keeps it from generating, in its controller's words. */
    Optional<String> error() {
        return conditions()
                .filter(SetState::isError)
                .map(one -> Redacted.of(one.text("reason", "error") + ": " + one.text("message", "")))
                .findFirst();
    }

    Optional<Failure> failure(Declared declared) {
        return error().map(said -> new Failure(
                Segment.ENGINE,
                declared + " does not generate its Applications: " + said,
                declared.creates()
                        ? "correct what engine.spec.applicationSet says of its generators and its template; or see that what the"
                                + " generators ask answers"
                        : "correct its generators and its template; or see that what the generators ask answers"));
    }

    private static boolean isError(Fields condition) {
        return is(condition, "ErrorOccurred", "True")
                || (is(condition, "ParametersGenerated", "False") && "ErrorOccurred".equals(condition.text("reason")))
                || (RESOURCES.equals(condition.text("type"))
                        && condition.text("reason", "").endsWith("Error"));
    }

    private static boolean is(Fields condition, String type, String status) {
        return type.equals(condition.text("type")) && status.equals(condition.text("status"));
    }

    private Stream<Fields> conditions() {
        return status.list("conditions").stream();
    }

    /** What an Application does not have of its set's template yet; of what is filled in, only the set's controller knows. */
    Optional<String> lag(ApplicationState application, Declared declared) {
        if (!declared.autoSync() && application.syncsItself()) {
            return Optional.of("still syncs itself");
        }
        var wanted = template().at("source");
        var source = application.spec().at("source");
        return isPatched()
                ? Optional.empty()
                : Stream.of("repoURL", "path", "targetRevision")
                        .filter(key -> isLiteral(wanted, key))
                        .filter(key -> !wanted.text(key, "").equals(source.text(key, "")))
                        .map(key -> "still has " + key + " " + Redacted.of(source.text(key, "(none)")))
                        .findFirst();
    }

    static boolean isLiteral(Fields fields, String key) {
        return fields.has(key) && !fields.text(key, "").contains("{{");
    }
}
