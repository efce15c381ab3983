package dev.slipway.buildservice.outbound.assembler.dockerfile;

/** The sources can't become an image as they are: says file and line, what is wrong there, and what to do. */
public final class DockerfileRefused extends Exception {
    private final int line;
    private final String seen;
    private final String nextStep;

    public DockerfileRefused(String file, int line, String what, String nextStep) {
        this("%s:%d: %s".formatted(file, line, what), line, nextStep);
    }

    private DockerfileRefused(String seen, int line, String nextStep) {
        super(seen + ". " + nextStep);
        this.line = line;
        this.seen = seen;
        this.nextStep = nextStep;
    }

    public int line() {
        return line;
    }

    public String seen() {
        return seen;
    }

    public String nextStep() {
        return nextStep;
    }
}
