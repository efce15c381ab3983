package dev.slipway.events.values;

/** What went wrong, as a person needs it: where, what was seen, and what to do now. */
public record Failure(Segment segment, String seen, String nextStep) {
    private static final int TEXT_MAX = 2_000;

    public Failure {
        seen = Texts.cut(Redacted.of(seen), TEXT_MAX);
        nextStep = Texts.cut(nextStep, TEXT_MAX);
    }
}
