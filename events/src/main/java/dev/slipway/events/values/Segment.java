package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where on the way from push to pod something happened. */
public enum Segment {
    @JsonProperty("git")
    GIT,
    @JsonProperty("build")
    BUILD,
    @JsonProperty("registry")
    REGISTRY,
    @JsonProperty("config")
    CONFIG,
    @JsonProperty("engine")
    ENGINE,
    @JsonProperty("cluster")
    CLUSTER,
    @JsonProperty("chat")
    CHAT
}
