package dev.slipway.webhookservice.core;

import dev.slipway.events.PrivateEvent;

/** Somebody says: look there. Hints may be lost, doubled, late or forged, and nothing that can be looked up is believed. */
public sealed interface Hint extends PrivateEvent permits RepositoryHint, ImageHint {
    String TOPIC = "webhook-service.hint";

    @Override
    default String topic() {
        return TOPIC;
    }
}
