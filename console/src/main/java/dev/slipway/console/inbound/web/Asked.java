package dev.slipway.console.inbound.web;

/** What was asked for cannot be done; the sentence says why, and what can. */
final class Asked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Asked(String sentence) {
        super(sentence);
    }
}
