package dev.slipway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set for the console besides its database, which is {@code quarkus.datasource}. */
@ConfigMapping(prefix = "slipway")
interface ConsoleSettings {

    Catalog catalog();

    /** Those that a sync-service works for; a document that names another is refused. */
    @WithDefault("local")
    List<String> clusters();

    Console console();

    interface Catalog {

        /** The documents that are declared from files. */
        @WithDefault("catalog")
        Path folder();

        /** How often the folder is read; a change waits at most so long. */
        @WithDefault("2s")
        Duration poll();
    }

    interface Console {

        /** Of the account {@code admin}; without it one is made and logged at the first start. */
        @WithName("admin-password")
        Optional<String> adminPassword();
    }
}
