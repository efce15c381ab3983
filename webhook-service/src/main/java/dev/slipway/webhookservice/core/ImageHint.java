package dev.slipway.webhookservice.core;

import dev.slipway.events.WireName;
import dev.slipway.events.values.ApplicationRef;

/** Look at this tag of an application's image. */
@WireName("dev.slipway.webhook.image-hint.v1")
public record ImageHint(ApplicationRef application, String from, String tag) implements Hint {

    @Override
    public String project() {
        return application.project();
    }

    @Override
    public String subject() {
        return application + ":" + tag;
    }
}
