package dev.slipway.events;

/** An event as it was read: what happened, and who, when and why. */
public record Fact<E extends Event>(Envelope envelope, E event) {

    public Cause asCause() {
        return envelope.asCause();
    }
}
