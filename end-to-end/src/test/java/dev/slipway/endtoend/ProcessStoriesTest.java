package dev.slipway.endtoend;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void aDeliveryEndsWellThoughTheServiceThatHearsItFirstIsKilled() throws IOException, InterruptedException {
        var commit = developer.push("Kill webhook-service");
        suite.kill("webhook-service");

        new Story(suite).wentLiveOnce(commit);
    }

    /** Each is killed when the fact is there that gives it work. */
    @ParameterizedTest
    @MethodSource("servicesAndWhatWakesThem")
    void aDeliveryEndsWellThoughItsServiceIsKilled(String service, Class<? extends Event> wakes)
            throws IOException, InterruptedException {
        var story = new Story(suite);
        var commit = developer.push("Kill " + service);
        story.waitFor(commit, wakes);
        suite.kill(service);

        story.wentLiveOnce(commit);
    }

    static Stream<Arguments> servicesAndWhatWakesThem() {
        return Stream.of(
                Arguments.of("build-service", BranchPushed.class),
                Arguments.of("config-updater", ImageBuilt.class),
                Arguments.of("sync-service", ConfigUpdated.class),
                Arguments.of("notifier", ReleaseLive.class),
                Arguments.of("console", BranchPushed.class));
    }
}
