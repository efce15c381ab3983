package dev.slipway.webhookservice.outbound;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.Segment;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import dev.slipway.service.PermanentFailure;
import dev.slipway.webhookservice.core.Registry;
import java.io.IOException;
import java.util.Optional;

/** Asks the registry itself what a tag means. */
public final class AskedRegistry implements Registry {
    private final RegistryClient client;

    public AskedRegistry(RegistryClient client) {
        this.client = client;
    }

    @Override
    public Optional<String> digest(Application application, String tag) throws IOException {
        try {
            return client.digestOf(application.image(), tag);
        } catch (RegistryRefused e) {
            throw new PermanentFailure(Segment.REGISTRY, e.seen(), e.nextStep());
        }
    }
}
