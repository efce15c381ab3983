package dev.slipway.cli.screen;

import java.util.Arrays;

/** How something stands, with the sign that the console's pages give it. */
public enum State {
    WORKING("working", "◔", Style.BUSY),
    LIVE("live", "●", Style.GOOD),
    WAITS_FOR_A_PERSON("waits-for-a-person", "▲", Style.BUSY),
    WAITS_FOR_TIME("waits-for-time", "◷", Style.BUSY),
    FAILED("failed", "✖", Style.BAD),
    ROLLED_BACK("rolled-back", "↺", Style.BAD),
    DONE("done", "✓", Style.GOOD),
    NO_EFFECT("no-effect", "–", Style.DIM),
    UNKNOWN("unknown", "◌", Style.PLAIN);

    private final String name;
    private final String sign;
    private final Style style;

    State(String name, String sign, Style style) {
        this.name = name;
        this.sign = sign;
        this.style = style;
    }

    /** Of a delivery. */
    public static State named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name.equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Of a build or a release. */
    public static State ofPhase(String phase) {
        return switch (phase) {
            case "queued", "building", "requested", "committed", "syncing", "rolling-out" -> WORKING;
            case "held", "proposed", "awaiting-sync" -> WAITS_FOR_A_PERSON;
            case "awaiting-time" -> WAITS_FOR_TIME;
            case "built", "live" -> LIVE;
            case "skipped", "unchanged", "superseded" -> NO_EFFECT;
            default -> named(phase);
        };
    }

    /** Whether somebody who waited for it to go well waits in vain. */
    public boolean isBad() {
        return style == Style.BAD;
    }

    public Span with(String text) {
        return new Span(sign + " " + text, style);
    }
}
