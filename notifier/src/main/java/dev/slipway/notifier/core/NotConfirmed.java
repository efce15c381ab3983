package dev.slipway.notifier.core;

import java.io.Serial;

/** The chat has not confirmed a message: it did not get it, or nobody knows whether it did. */
public final class NotConfirmed extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean perhapsDelivered;

    private NotConfirmed(String reason, boolean perhapsDelivered) {
        super(reason);
        this.perhapsDelivered = perhapsDelivered;
    }

    public static NotConfirmed notDelivered(String reason) {
        return new NotConfirmed(reason, false);
    }

    public static NotConfirmed perhapsDelivered(String reason) {
        return new NotConfirmed(reason, true);
    }

    public boolean isPerhapsDelivered() {
        return perhapsDelivered;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
