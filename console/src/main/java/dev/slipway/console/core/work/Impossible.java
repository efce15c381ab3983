package dev.slipway.console.core.work;

/** What a person asks for cannot be done; the sentence says why, and what can. */
public final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Impossible(String sentence) {
        super(sentence);
    }
}
