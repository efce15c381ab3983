package dev.slipway.events.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What brings Git into the cluster.
 *
 * @param type {@code direct}, {@code argocd} or {@code flux}
 * @param kind which of its kinds of object, where it has several; absent: the usual one
 * @param name of its object; absent: the project's and the environment's
 * @param namespace of its object; absent: the engine's own
 * @param cluster the cluster that the engine runs in; absent: the environment's
 * @param create whether Slipway writes the object; absent: it does; if not, it drives one that is there
 * @param autoSync whether the engine syncs by itself, too; absent: it does
 * @param repoURL the config repository as the engine reaches it; absent: as Slipway does
 * @param interval how often the engine looks by itself; absent: its usual time
 * @param spec what its object holds besides, in the engine's own words
 */
public record Engine(
        String type,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String cluster,
        @Nullable Boolean create,
        @Nullable Boolean autoSync,
        @Nullable String repoURL,
        @Nullable String interval,
        @Nullable Map<String, Object> spec) {

    public Engine(String type) {
        this(type, null, null, null, null, null, null, null, null, null);
    }

    public boolean creates() {
        return create == null || create;
    }

    /** The same, not syncing by itself. */
    public Engine onlyWhenTold() {
        return new Engine(type, kind, name, namespace, cluster, create, false, repoURL, interval, spec);
    }

    public boolean syncsItself() {
        return autoSync == null || autoSync;
    }
}
