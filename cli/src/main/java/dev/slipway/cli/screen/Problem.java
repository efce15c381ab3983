package dev.slipway.cli.screen;

import java.io.Serial;

/** Why there is no answer, in a sentence that says what to do. */
public final class Problem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final boolean passing;

    private Problem(Exit exit, boolean passing, String sentence) {
        super(sentence, null, false, false);
        this.exit = exit;
        this.passing = passing;
    }

    /** The answer is no. */
    public static Problem no(String sentence) {
        return new Problem(Exit.NO, false, sentence);
    }

    public static Problem usage(String sentence) {
        return new Problem(Exit.USAGE, false, sentence);
    }

    /** The console does not answer, which may pass by waiting. */
    public static Problem away(String sentence) {
        return new Problem(Exit.SERVER, true, sentence);
    }

    /** The console does not serve us; waiting does not help. */
    public static Problem refused(String sentence) {
        return new Problem(Exit.SERVER, false, sentence);
    }

    public Exit exit() {
        return exit;
    }

    public boolean isPassing() {
        return passing;
    }
}
