package dev.slipway.events;

/**
 * An event as it was read: what happened, and who, when and why.
 *
 * @param isReplayed whether somebody wants it to be acted on once more
 */
public record Fact<E extends Event>(Envelope envelope, E event, boolean isReplayed) {

    public Fact(Envelope envelope, E event) {
        this(envelope, event, false);
    }

    public Fact<E> again() {
        return new Fact<>(envelope, event, true);
    }

    public Cause asCause() {
        return envelope.asCause();
    }
}
