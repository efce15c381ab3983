package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.CommitId;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sync as we ask for it.
 *
 * @param generation the row of the desired table that it is for: people see it in Argo CD
 * @param run tells one asking for it from the next
 */
record Request(String generation, String run, CommitId commit) {
    static final String GENERATION = "slipway";
    static final String RUN = "slipway-run";

    static Request of(EnvironmentDesired desired, String run) {
        return new Request(desired.subject(), run, desired.source().commit());
    }

    List<Map<String, String>> info() {
        return List.of(Map.of("name", GENERATION, "value", generation), Map.of("name", RUN, "value", run));
    }

    /** A refresh and a sync to the exact revision, pruning and retrying as the Application's own policy says. */
    Map<String, Object> patch(ApplicationState state, boolean prune, String now) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("initiatedBy", Map.of("username", EngineObjects.MANAGER));
        operation.put("info", info());
        operation.put("sync", sync(state, prune));
        var retry = state.spec().at("syncPolicy", "retry");
        if (!retry.of().isEmpty()) {
            operation.put("retry", retry.of());
        }
        return Map.of("metadata", Map.of("annotations", refresh(now)), "operation", operation);
    }

    /** The time keeps it from being lost where a refresh is going on. */
    static Map<String, Object> refresh(String now) {
        return Map.of("argocd.argoproj.io/refresh", "normal", "argocd.argoproj.io/refresh-timestamp", now);
    }

    private Map<String, Object> sync(ApplicationState state, boolean prune) {
        var sync = new LinkedHashMap<String, Object>();
        if (!state.severalSources()) { // of several, each would have to be named; without, each one's newest is taken
            sync.put("revision", commit.toString());
        }
        sync.put("prune", prune);
        sync.put("syncStrategy", Map.of("hook", Map.of()));
        var options = state.spec().at("syncPolicy").texts("syncOptions");
        if (!options.isEmpty()) {
            sync.put("syncOptions", options);
        }
        return sync;
    }

    /** What auto-sync would do; where there is none, what Slipway creates is pruned and what is only driven is not. */
    static boolean prunes(ApplicationState state, Declared declared) {
        var automated = policy(state).at("automated");
        return policy(state).has("automated") ? automated.isTrue("prune") : declared.creates();
    }

    private static Fields policy(ApplicationState state) {
        return state.spec().at("syncPolicy");
    }
}
