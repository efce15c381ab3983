package dev.slipway.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service in a process of its own, killed while a delivery is under way. */
class ProcessStoriesTest {
    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), true, "slipway.webhook.sweep=5s");
        developer = Developer.clone(suite, folder.resolve("clone"));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"webhook-service", "build-service", "config-updater", "sync-service", "notifier", "console"})
    void aDeliveryEndsWellThoughItsServiceIsKilled(String service) throws IOException, InterruptedException {
        var commit = developer.push("Kill " + service);
        suite.kill(service);

        new Story(suite).wentLiveOnce(commit);
    }
}
