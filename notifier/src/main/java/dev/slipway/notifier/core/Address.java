package dev.slipway.notifier.core;

import dev.slipway.events.catalog.Channel;

/** Where a message goes: a kind of chat, and the name of the secret that opens it. */
public record Address(String type, String secret) {

    static Address of(Channel channel) {
        return new Address(channel.type(), channel.secret());
    }
}
