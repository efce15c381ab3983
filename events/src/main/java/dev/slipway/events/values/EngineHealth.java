package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How what an engine has brought into the cluster is, as the engine says. */
public enum EngineHealth {
    @JsonProperty("healthy")
    HEALTHY,
    @JsonProperty("progressing")
    PROGRESSING,
    @JsonProperty("degraded")
    DEGRADED,
    /** A person has told the engine to leave it alone. */
    @JsonProperty("suspended")
    SUSPENDED,
    /** There is no such object. */
    @JsonProperty("missing")
    MISSING,
    /** The engine does not say, or is out of reach. */
    @JsonProperty("unknown")
    UNKNOWN
}
