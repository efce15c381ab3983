package dev.slipway.launcher;

import java.io.Serial;

/** Something a person can mend; said in a sentence, without a stack trace. */
final class Usage extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Usage(String message) {
        super(message, null, false, false);
    }
}
