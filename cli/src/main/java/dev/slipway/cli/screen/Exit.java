package dev.slipway.cli.screen;

/** What a script learns from how the program ends. */
public enum Exit {
    OK,
    /** The answer is no, or what was asked about has failed. */
    NO,
    /** It was asked in a wrong way. */
    USAGE,
    /** The console is not reachable, or refuses. */
    SERVER;

    public int code() {
        return ordinal();
    }
}
