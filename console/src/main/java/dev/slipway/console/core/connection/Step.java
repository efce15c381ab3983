package dev.slipway.console.core.connection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One thing that must work before a push can go live. What it says tells a person what to do where it failed. */
public record Step(Name step, Result result, String says) {

    /** In the order in which each needs the ones before it. */
    public enum Name {
        @JsonProperty("address")
        ADDRESS,
        @JsonProperty("connect")
        CONNECT,
        @JsonProperty("tls")
        TLS,
        @JsonProperty("git")
        GIT,
        @JsonProperty("credentials")
        CREDENTIALS,
        @JsonProperty("read")
        READ,
        @JsonProperty("push")
        PUSH,
        @JsonProperty("branches")
        BRANCHES,
        @JsonProperty("config-branch")
        CONFIG_BRANCH
    }

    public enum Result {
        @JsonProperty("ok")
        OK,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("skipped")
        SKIPPED
    }

    public static Step ok(Name step, String says) {
        return new Step(step, Result.OK, says);
    }

    public static Step failed(Name step, String says) {
        return new Step(step, Result.FAILED, says);
    }

    public static Step skipped(Name step, String says) {
        return new Step(step, Result.SKIPPED, says);
    }

    public boolean hasFailed() {
        return result == Result.FAILED;
    }
}
