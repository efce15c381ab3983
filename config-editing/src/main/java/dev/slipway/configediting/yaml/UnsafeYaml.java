package dev.slipway.configediting.yaml;

/** A place that we cannot edit and be sure that nothing else changes. */
public final class UnsafeYaml extends Exception {
    private final int line;
    private final String reason;
    private final String nextStep;

    public UnsafeYaml(int line, String reason, String nextStep) {
        super(reason);
        this.line = line;
        this.reason = reason;
        this.nextStep = nextStep;
    }

    /** Counted from 1, in the file. */
    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }

    public String nextStep() {
        return nextStep;
    }
}
