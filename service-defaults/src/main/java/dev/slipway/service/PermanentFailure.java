package dev.slipway.service;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import java.io.Serial;

/** Trying again cannot help. Says where, what was seen, and what to do. Every other exception means: later, perhaps. */
public final class PermanentFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public PermanentFailure(Failure failure) {
        super(failure.segment() + ": " + failure.seen());
        this.failure = failure;
    }

    public PermanentFailure(Segment segment, String seen, String nextStep) {
        this(new Failure(segment, seen, nextStep));
    }

    public Failure failure() {
        return failure;
    }
}
