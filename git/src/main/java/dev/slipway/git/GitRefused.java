package dev.slipway.git;

import org.jspecify.annotations.Nullable;

/** Trying again cannot help: a person must do something first. Says what was seen and what to do next. */
public sealed class GitRefused extends Exception permits PushDeclined {
    private final String seen;
    private final String nextStep;

    public GitRefused(String seen, String nextStep) {
        super(seen + "; " + nextStep);
        this.seen = seen;
        this.nextStep = nextStep;
    }

    GitRefused(String seen, String nextStep, @Nullable Throwable cause) {
        super(seen + "; " + nextStep, cause);
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
