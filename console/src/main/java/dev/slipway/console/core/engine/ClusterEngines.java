package dev.slipway.console.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found last of the engines of clusters. Every method throws {@code StoreUnavailable} while the store does not answer. */
public interface ClusterEngines {

    /** By cluster and engine; of all clusters where none is named. */
    List<ClusterEngineView> newest(@Nullable String cluster);
}
