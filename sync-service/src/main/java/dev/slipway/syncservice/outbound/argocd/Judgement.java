package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Redacted;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.outbound.argocd.Verdict.Blocked;
import dev.slipway.syncservice.outbound.argocd.Verdict.Ended;
import dev.slipway.syncservice.outbound.argocd.Verdict.Live;
import dev.slipway.syncservice.outbound.argocd.Verdict.NotYet;
import dev.slipway.syncservice.outbound.argocd.Verdict.Sync;
import dev.slipway.syncservice.outbound.argocd.Verdict.Unwell;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an Application's state means for one release. Pure.
 *
 * @param runs the syncs that count as ours, by their {@link Request#RUN}
 * @param ours whether a revision has the release's content
 */
record Judgement(Declared declared, Set<String> runs, Predicate<String> ours) {
    private static final String WINDOW = "blocked by sync window";
    private static final int NAMED_MAX = 3;

    Verdict of(ApplicationState state) {
        if (state.running()) {
            return running(state);
        }
        if (isOurRun(state.lastInfo(Request.RUN))) {
            return state.phase().equals("Succeeded") ? synced(state) : ended(state);
        }
        return inPlace(state) ? synced(state) : new Sync();
    }

    private Verdict running(ApplicationState state) {
        var operation = state.operation();
        var mine = isOurRun(ApplicationState.info(operation, Request.RUN));
        if (state.operationMessage().contains(WINDOW)) {
            return new Blocked("Argo CD's sync window keeps " + declared + " as it is");
        }
        if (!mine && state.isPendingOf(EngineObjects.MANAGER)) {
            return new Sync(); // an older release's, which Argo CD has not begun: what is newer replaces it
        }
        if (!mine) {
            return new NotYet("waits for a sync of " + declared + " that runs already, asked for by "
                    + operation.at("initiatedBy").text("username", "Argo CD itself") + ": " + progress(state));
        }
        if (state.phase().isEmpty() || !isOurRun(state.lastInfo(Request.RUN))) {
            return new NotYet("Argo CD has not taken up the sync of " + declared
                    + " yet; see that its application controller runs");
        }
        return state.health().equals("Degraded") ? new Unwell(progress(state), null) : new NotYet(progress(state));
    }

    private static String progress(ApplicationState state) {
        var message = Redacted.of(state.operationMessage());
        var synced = state.synced();
        var applied = synced.stream()
                .filter(one -> "Synced".equals(one.text("status")) || "Pruned".equals(one.text("status")))
                .count();
        var counted = synced.isEmpty() ? "" : applied + " of " + synced.size() + " objects are synced";
        return message.isEmpty() ? (counted.isEmpty() ? "syncing" : counted) : join(counted, message);
    }

    private boolean isOurRun(@Nullable String run) {
        return run != null && runs.contains(run);
    }

    /** Nothing needs to be done: what was compared last is what runs, and has the release's content. */
    private boolean inPlace(ApplicationState state) {
        var revision = state.revision();
        return state.sync().equals("Synced")
                && revision != null
                && ours.test(revision)
                && state.comparedWithSpec()
                && (state.comparedAfterSync() || (state.comparedSinceSync() && lastSyncWasOurs(state)));
    }

    private boolean lastSyncWasOurs(ApplicationState state) {
        var synced = state.syncedRevision();
        return synced != null && ours.test(synced);
    }

    private Verdict synced(ApplicationState state) {
        var error = state.error();
        if (error.isPresent() && !state.sync().equals("Synced")) {
            var why = ArgoFailure.of(error.get().text("message", ""), declared);
            return new Unwell(why.seen(), why);
        }
        if (!state.comparedSinceSync()) {
            return new NotYet("synced; Argo CD compares what runs with Git");
        }
        var revision = state.revision();
        if (revision == null || !ours.test(revision)) {
            return new NotYet("Argo CD compares with revision " + Objects.requireNonNullElse(revision, "(none)")
                    + ", whose content is not the release's");
        }
        return switch (state.sync()) {
            case "Synced" -> healthy(state);
            case "OutOfSync" -> outOfSync(state);
            default -> new NotYet("Argo CD does not know yet whether " + declared + " is in sync");
        };
    }

    private Verdict healthy(ApplicationState state) {
        return switch (state.health()) {
            case "Healthy" -> new Live();
            case "Suspended" ->
                new NotYet(join("suspended: somebody has paused it, resume it there", state.healthMessage()));
            case "Degraded" -> degraded(state);
            default ->
                new Unwell(
                        join(state.health().toLowerCase(Locale.ROOT), state.healthMessage(), unhealthy(state)), null);
        };
    }

    private Verdict degraded(ApplicationState state) {
        var seen = join("degraded", Redacted.of(state.healthMessage()), unhealthy(state));
        return new Unwell(
                seen,
                new Failure(
                        Segment.CLUSTER,
                        declared + " is " + seen,
                        "look at what does not get healthy: kubectl get pods,events -n " + declared.into()));
    }

    private Verdict outOfSync(ApplicationState state) {
        var which = named(state.resources().stream()
                .filter(one -> "OutOfSync".equals(one.text("status")))
                .toList());
        var seen = declared + " is out of sync after its sync" + (which.isEmpty() ? "" : ": " + which);
        return new Unwell(
                seen,
                new Failure(
                        Segment.ENGINE,
                        seen,
                        "something else in the cluster changes these, or they may not be pruned: name the fields in"
                                + " engine.spec.ignoreDifferences, take them out of " + declared.path()
                                + ", or let the sync prune"));
    }

    /** Argo CD tells so only where it is set to persist it. */
    private static String unhealthy(ApplicationState state) {
        return named(state.resources().stream()
                .filter(one -> one.at("health").has("status"))
                .filter(one -> !"Healthy".equals(one.at("health").text("status")))
                .toList());
    }

    private static String named(List<Fields> resources) {
        var first = resources.stream().limit(NAMED_MAX).map(Judgement::name).collect(Collectors.joining(", "));
        return resources.size() > NAMED_MAX ? first + " and " + (resources.size() - NAMED_MAX) + " more" : first;
    }

    static String name(Fields resource) {
        var namespace = resource.text("namespace");
        return resource.text("kind", "object") + " " + (namespace == null ? "" : namespace + "/")
                + resource.text("name", "") + (resource.isTrue("requiresPruning") ? " (to be pruned)" : "");
    }

    private static String join(String... parts) {
        return List.of(parts).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private Ended ended(ApplicationState state) {
        var hooks = state.failedHooks();
        if (!hooks.isEmpty()) {
            return new Ended(ArgoFailure.ofHook(hooks.getFirst()), false);
        }
        var refused = state.refused();
        if (!refused.isEmpty()) {
            return new Ended(ArgoFailure.ofObject(refused.getFirst(), refused.size(), declared), false);
        }
        var message = state.operationMessage();
        var said = message.isEmpty()
                ? state.error().map(one -> one.text("message", "")).orElse("")
                : message;
        return new Ended(ArgoFailure.of(said, declared), ArgoFailure.passes(said));
    }
}
