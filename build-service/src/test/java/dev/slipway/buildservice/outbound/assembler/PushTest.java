package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.outside.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The registry of {@code outside}; Debian's docker-registry, with and without a password, has kept the contract too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest extends PushContract {
    private final Registry registry;

    PushTest(@TempDir Path images) throws IOException {
        registry = Registry.start(images, 0);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Override
    String registry() {
        return registry.address();
    }
}
