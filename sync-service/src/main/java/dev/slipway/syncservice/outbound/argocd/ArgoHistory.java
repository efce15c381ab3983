package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.core.History;
import dev.slipway.syncservice.core.History.Applied;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Application's history, and a rollback as Argo CD does it: the sources and revisions of then, without hooks. Pure. */
final class ArgoHistory {
    private ArgoHistory() {}

    static History of(GenericKubernetesResource application, Declared declared) {
        var state = ApplicationState.of(application, declared);
        var all = state.status().list("history").stream()
                .map(one -> new Applied(
                        one.number("id"),
                        state.revisionIn(one),
                        instant(one.text("deployedAt")),
                        one.at("initiatedBy").text("username", "")))
                .toList();
        return new History(all, state.syncsItself());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** Auto-sync is switched off with it, or it would be undone at once; the next release that Slipway writes switches it on again. */
    static Map<String, Object> rollback(GenericKubernetesResource application, Applied back, String by, boolean prune) {
        var entry = Fields.of(application).at("status").list("history").stream()
                .filter(one -> one.number("id") == back.id())
                .findFirst()
                .orElseThrow();
        var sync = new LinkedHashMap<String, Object>();
        for (var key : List.of("revision", "revisions", "source", "sources")) {
            if (entry.has(key)) {
                sync.put(key, entry.of().get(key));
            }
        }
        sync.put("prune", prune);
        sync.put("syncStrategy", Map.of("apply", Map.of()));
        var off = new HashMap<String, Object>();
        off.put("automated", null);
        return Map.of(
                "spec",
                Map.of("syncPolicy", off),
                "operation",
                Map.of(
                        "initiatedBy",
                        Map.of("username", EngineObjects.MANAGER),
                        "info",
                        List.of(Map.of("name", "slipway-rollback", "value", back.id() + " by " + by)),
                        "sync",
                        sync));
    }
}
