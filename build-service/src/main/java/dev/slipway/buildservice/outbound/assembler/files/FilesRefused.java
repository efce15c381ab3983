package dev.slipway.buildservice.outbound.assembler.files;

/** The files asked for can't be copied. */
public final class FilesRefused extends Exception {
    private final String seen;
    private final String nextStep;

    public FilesRefused(String seen, String nextStep) {
        super(seen + ". " + nextStep);
        this.seen = seen;
        this.nextStep = nextStep;
    }

    public String seen() {
        return seen;
    }

    public String nextStep() {
        return nextStep;
    }
}
