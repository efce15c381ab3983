package dev.slipway.webhookservice.core;

import dev.slipway.events.WireName;
import dev.slipway.events.values.RepositoryRef;

/** Look at this repository. {@code told} is kept where the look confirms it, or where only the forge could tell it. */
@WireName("dev.slipway.webhook.hint.v1")
public record RepositoryHint(RepositoryRef repository, String from, Told told) implements Hint {

    @Override
    public String project() {
        return repository.project();
    }

    @Override
    public String subject() {
        return repository.toString();
    }
}
