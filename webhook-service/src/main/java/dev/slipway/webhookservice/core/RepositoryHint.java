package dev.slipway.webhookservice.core;

import dev.slipway.events.PrivateEvent;
import dev.slipway.events.WireName;
import dev.slipway.events.values.RepositoryRef;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says: look at this repository. May be lost, doubled or forged; nothing in it is believed but the pusher's name, and that
 * only where the look finds the very commit.
 */
@WireName("dev.slipway.webhook.hint.v1")
public record RepositoryHint(
        RepositoryRef repository,
        String from,
        @Nullable String branch,
        @Nullable String after,
        @Nullable String pusher) implements PrivateEvent {
    public static final String TOPIC = "webhook-service.hint";

    @Override
    public String project() {
        return repository.project();
    }

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public String topic() {
        return TOPIC;
    }
}
