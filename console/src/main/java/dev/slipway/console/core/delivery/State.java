package dev.slipway.console.core.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How something stands; each state has one sign, the same on every page, in the terminal and on a card. */
public enum State {
    @JsonProperty("working")
    WORKING("◔"),
    @JsonProperty("live")
    LIVE("●"),
    @JsonProperty("waits-for-a-person")
    WAITS_FOR_A_PERSON("▲"),
    @JsonProperty("waits-for-time")
    WAITS_FOR_TIME("◷"),
    @JsonProperty("failed")
    FAILED("✖"),
    @JsonProperty("rolled-back")
    ROLLED_BACK("↺"),
    @JsonProperty("done")
    DONE("✓"),
    @JsonProperty("unknown")
    UNKNOWN("◌"),
    @JsonProperty("no-effect")
    NO_EFFECT("–");

    private final String sign;

    State(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** The state as a style sheet names it. */
    public String style() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
