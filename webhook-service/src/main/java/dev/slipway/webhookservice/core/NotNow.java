package dev.slipway.webhookservice.core;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** A host is not asked at this moment, out of consideration for it and for those who would wait for it. No failure of the look. */
public final class NotNow extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration in;

    public NotNow(String why, Duration in) {
        super(why);
        this.in = in;
    }

    /** When it is worth asking again. */
    Duration in() {
        return in;
    }
}
