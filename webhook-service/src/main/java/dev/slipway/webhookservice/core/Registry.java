package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Application;
import java.io.IOException;
import java.util.Optional;

/** Where images live. */
public interface Registry {

    /**
     * The digest that a tag of the application's image means, where there is one.
     *
     * @throws IOException if it may work later
     * @throws dev.slipway.service.PermanentFailure if it won't
     */
    Optional<String> digest(Application application, String tag) throws IOException;
}
