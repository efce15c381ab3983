package dev.slipway.configediting;

/** A file that is there, and that nobody here can look into. */
public final class UnreadableFile extends RuntimeException {
    private final String nextStep;

    public UnreadableFile(String reason, String nextStep) {
        super(reason);
        this.nextStep = nextStep;
    }

    public String nextStep() {
        return nextStep;
    }
}
