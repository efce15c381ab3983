package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a release is, where it is not simply the newest push. */
public enum Origin {
    /** A person turned the line back. */
    @JsonProperty("rollback")
    ROLLBACK,
    /** A release failed, and its environment says that the one before it comes back. */
    @JsonProperty("auto-rollback")
    AUTO_ROLLBACK,
    /** It was live in another environment. */
    @JsonProperty("promotion")
    PROMOTION,
    /** The environment is pinned to it, or no longer to another. */
    @JsonProperty("pin")
    PIN,
    /** A person released it, with settings of their own. */
    @JsonProperty("deploy")
    DEPLOY;

    public boolean isBack() {
        return this == ROLLBACK || this == AUTO_ROLLBACK;
    }
}
