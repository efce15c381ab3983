package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a build or a release has come. */
public enum Phase {
    @JsonProperty("queued")
    QUEUED(State.WORKING),
    @JsonProperty("building")
    BUILDING(State.WORKING),
    @JsonProperty("built")
    BUILT(State.LIVE),
    @JsonProperty("skipped")
    SKIPPED(State.NO_EFFECT),
    @JsonProperty("requested")
    REQUESTED(State.WORKING),
    @JsonProperty("held")
    HELD(State.WAITS_FOR_A_PERSON),
    @JsonProperty("proposed")
    PROPOSED(State.WAITS_FOR_A_PERSON),
    @JsonProperty("committed")
    COMMITTED(State.WORKING),
    @JsonProperty("awaiting-sync")
    AWAITING_SYNC(State.WAITS_FOR_A_PERSON),
    @JsonProperty("awaiting-time")
    AWAITING_TIME(State.WAITS_FOR_TIME),
    @JsonProperty("syncing")
    SYNCING(State.WORKING),
    @JsonProperty("rolling-out")
    ROLLING_OUT(State.WORKING),
    @JsonProperty("live")
    LIVE(State.LIVE),
    @JsonProperty("unchanged")
    UNCHANGED(State.NO_EFFECT),
    @JsonProperty("superseded")
    SUPERSEDED(State.NO_EFFECT),
    @JsonProperty("failed")
    FAILED(State.FAILED);

    private final State state;

    Phase(State state) {
        this.state = state;
    }

    public State state() {
        return state;
    }

    public boolean hasEnded() {
        return state != State.WORKING && !waits();
    }

    /** Says why, and what to do. */
    boolean waits() {
        return state == State.WAITS_FOR_A_PERSON || state == State.WAITS_FOR_TIME;
    }
}
