package dev.slipway.console.core.webhook;

import java.util.List;

/**
 * A webhook as it is now on the forge.
 *
 * @param made whether it was not there before
 * @param events what it is sent for, in the forge's words
 * @param notes what a person should know about it
 */
public record Webhook(String id, String address, boolean made, List<String> events, List<String> notes) {

    public Webhook {
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }
}
