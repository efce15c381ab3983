package dev.slipway.notifier.core;

import java.util.List;

/** A kind of chat. */
public interface Chat {

    /** How many requests a channel takes, as the chat states it. All of them hold. */
    List<Limit> limits();

    /**
     * Sends one message. Returns when the chat has confirmed it.
     *
     * @throws dev.slipway.service.PermanentFailure if the chat refuses it for good
     * @throws NotConfirmed if it may pass later
     */
    void send(Address address, Notice notice) throws NotConfirmed, InterruptedException;
}
