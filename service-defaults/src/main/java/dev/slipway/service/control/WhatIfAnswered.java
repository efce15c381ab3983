package dev.slipway.service.control;

import dev.slipway.events.PrivateEvent;
import dev.slipway.events.WireName;
import java.util.List;
import java.util.UUID;

/**
 * What a service would decide.
 *
 * @param says the facts that it would say, {@code type subject}, with the ids that they would have
 * @param opens the rows that it would open
 * @param errors why it could not decide some of it
 */
@WireName("dev.slipway.control.what-if-answered.v1")
public record WhatIfAnswered(
        String service, String project, UUID question, List<Said> says, List<Opened> opens, List<String> errors)
        implements PrivateEvent {
    public static final String TOPIC = "answers";

    public record Said(UUID id, String type, String subject) {}

    public record Opened(String resource, String intent) {}

    @Override
    public String subject() {
        return question.toString();
    }

    @Override
    public String topic() {
        return TOPIC;
    }
}
