package dev.slipway.configediting;

/** A place that we cannot edit and be sure that nothing else changes. */
final class UnsafeYaml extends Exception {
    private final int line;
    private final String reason;
    private final String nextStep;

    UnsafeYaml(int line, String reason, String nextStep) {
        super(reason);
        this.line = line;
        this.reason = reason;
        this.nextStep = nextStep;
    }

    EditOutcome.Unsafe in(String path) {
        return new EditOutcome.Unsafe(path, line, reason, nextStep);
    }
}
