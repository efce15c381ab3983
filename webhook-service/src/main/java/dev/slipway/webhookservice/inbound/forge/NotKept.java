package dev.slipway.webhookservice.inbound.forge;

/** A real event of the forge that says something we keep nothing of. No error: a forge must not disable the hook for it. */
public final class NotKept extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotKept(String why) {
        super(why);
    }
}
