package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an engine has brought into the cluster what Git has. */
public enum EngineSync {
    @JsonProperty("synced")
    SYNCED,
    @JsonProperty("out-of-sync")
    OUT_OF_SYNC,
    @JsonProperty("unknown")
    UNKNOWN
}
