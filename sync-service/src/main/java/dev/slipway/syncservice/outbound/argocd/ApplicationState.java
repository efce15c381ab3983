package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An Application as it is now. What Argo CD has not said yet is empty. */
record ApplicationState(Map<String, String> annotations, Fields spec, Fields status, Fields pending, int source) {
    private static final String HOOK_FAILED = "Failed|Error";

    static ApplicationState of(GenericKubernetesResource object, Declared declared) {
        var fields = Fields.of(object);
        var annotations =
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
        return new ApplicationState(
                Map.copyOf(annotations),
                fields.at("spec"),
                fields.at("status"),
                fields.at("operation"),
                source(fields.at("spec"), declared));
    }

    /** As one would be that the set generates. */
    static ApplicationState ofTemplate(GenericKubernetesResource set, Declared declared) {
        var nothing = new Fields(Map.of());
        var spec = SetState.of(set).template();
        return new ApplicationState(Map.of(), spec, nothing, nothing, source(spec, declared));
    }

    /** Which of several sources is the environment's path; -1 where there is only one. */
    private static int source(Fields spec, Declared declared) {
        var sources = spec.list("sources");
        return IntStream.range(0, sources.size())
                .filter(i -> isOurs(sources.get(i), declared))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isOurs(Fields source, Declared declared) {
        return source.has("ref")
                ? declared.repoURL().equals(source.text("repoURL"))
                : declared.path().equals(Declared.bare(source.text("path", "")));
    }

    /** The source that is the environment's path, as it is declared in the Application. */
    Fields ourSource() {
        return source < 0 ? spec.at("source") : spec.list("sources").get(source);
    }

    boolean severalSources() {
        return source >= 0;
    }

    /** What is not said to be off is on. */
    boolean syncsItself() {
        var policy = spec.at("syncPolicy");
        return policy.has("automated")
                && !Boolean.FALSE.equals(policy.at("automated").of().get("enabled"));
    }

    String sync() {
        return status.at("sync").text("status", "Unknown");
    }

    @Nullable
    String revision() {
        return revision(status.at("sync"));
    }

    private @Nullable String revision(Fields of) {
        var several = of.texts("revisions");
        return source >= 0 && source < several.size() ? several.get(source) : of.text("revision");
    }

    String health() {
        return status.at("health").text("status", "Unknown");
    }

    String healthMessage() {
        return status.at("health").text("message", "");
    }

    /** Whether the comparison was made with the source as it is declared now. */
    boolean comparedWithSpec() {
        var compared = status.at("sync", "comparedTo");
        return source >= 0
                ? compared.list("sources").equals(spec.list("sources"))
                : compared.at("source").equals(spec.at("source"))
                        && compared.at("destination").equals(spec.at("destination"));
    }

    /** A comparison from before the sync ended tells of what ran then. */
    boolean comparedAfterSync() {
        var finished = instant(status.at("operationState").text("finishedAt"));
        var reconciled = instant(status.text("reconciledAt"));
        return reconciled != null && (finished == null || reconciled.isAfter(finished));
    }

    /** As {@link #comparedAfterSync}, or in the same second: both times are whole ones. */
    boolean comparedSinceSync() {
        var finished = status.at("operationState").text("finishedAt");
        return comparedAfterSync() || (finished != null && finished.equals(status.text("reconciledAt")));
    }

    /** A sync that is asked for or under way. */
    boolean running() {
        return !pending.of().isEmpty() || phase().equals("Running") || phase().equals("Terminating");
    }

    /** Whether a sync is asked for by them that has not begun, and none runs. */
    boolean isPendingOf(String username) {
        var run = info(pending, Request.RUN);
        var isTaken = run == null || run.equals(lastInfo(Request.RUN));
        var oneRuns = phase().equals("Running") || phase().equals("Terminating");
        return !isTaken && !oneRuns && username.equals(pending.at("initiatedBy").text("username"));
    }

    /** Of the last sync; empty where there was none. */
    String phase() {
        return status.at("operationState").text("phase", "");
    }

    String operationMessage() {
        return status.at("operationState").text("message", "");
    }

    /** What the last sync applied. */
    @Nullable
    String syncedRevision() {
        return revision(status.at("operationState", "syncResult"));
    }

    List<Fields> synced() {
        return status.at("operationState", "syncResult").list("resources");
    }

    List<Fields> failedHooks() {
        return synced().stream()
                .filter(one -> one.has("hookType"))
                .filter(one -> one.text("hookPhase", "").matches(HOOK_FAILED))
                .toList();
    }

    List<Fields> refused() {
        return synced().stream()
                .filter(one -> "SyncFailed".equals(one.text("status")))
                .toList();
    }

    List<Fields> resources() {
        return status.list("resources");
    }

    /** What waits to be taken up, or else the last sync, as it was asked for. */
    Fields operation() {
        return pending.of().isEmpty() ? status.at("operationState", "operation") : pending;
    }

    /** The last sync that Argo CD took up, as it was asked for. */
    @Nullable
    String lastInfo(String name) {
        return info(status.at("operationState", "operation"), name);
    }

    static @Nullable String info(Fields operation, String name) {
        return operation.list("info").stream()
                .filter(info -> name.equals(info.text("name")))
                .map(info -> info.text("value"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What keeps Argo CD from comparing or syncing, the most telling first. */
    Optional<Fields> error() {
        var all = status.list("conditions");
        return List.of("InvalidSpecError", "ComparisonError", "SyncError", "UnknownError", "DeletionError").stream()
                .flatMap(type -> all.stream().filter(one -> type.equals(one.text("type"))))
                .findFirst();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
