package dev.slipway.syncservice.core;

import dev.slipway.events.PrivateEvent;

/** What one who looks has seen of engines. */
public sealed interface EngineHint extends PrivateEvent permits EngineSeen, EngineInspected {

    static String topicOf(String cluster) {
        return "sync-service." + cluster + ".hint";
    }
}
