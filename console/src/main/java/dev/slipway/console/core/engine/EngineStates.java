package dev.slipway.console.core.engine;

import dev.slipway.events.SyncEvent.EngineObserved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said last of each environment's engine. Every method throws {@code StoreUnavailable} while the store does not answer. */
public interface EngineStates {

    /**
     * By project and environment; of all where one is not named.
     *
     * @param cluster the one that the environment is live in
     */
    List<EngineObserved> newest(@Nullable String project, @Nullable String cluster);
}
