package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.PushEvent.BranchPushed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of everything, at any moment, and {@code up} again. */
class KillStoriesTest {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("kill.seed", 4711);
    private static final int LATEST_MILLIS = 2_500;

    /** What an instance that was killed may still do to tags and clusters is waited for, and done over. */
    private static final Duration UNSETTLED = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void everythingGoesOnAfterAKillAtAnyMoment() throws IOException, InterruptedException {
        var random = new Random(SEED);
        try (var suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s")) {
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var story = new Story(suite);
            var commits = new ArrayList<String>();
            for (var kill = 0; kill < KILLS; kill++) {
                commits.add(developer.push("Push " + kill));
                // Where in the delivery it hits is the point of the story, so it is a time and no condition.
                LockSupport.parkNanos(
                        Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos());
                suite.kill();
                suite.up();
                // Its hook may have died with us; then the sweep finds it.
                story.waitFor(commits.getLast(), BranchPushed.class);
            }
            commits.add(developer.push("The last push"));

            story.told(commits.getLast());
            story.nothingIsOpenWithin(UNSETTLED);
            story.wentLiveOnce(commits.getLast());
            for (var commit : commits) {
                Ends.endedOnce(story.way(commit));
            }
            var releases = developer.log("k8s-config").stream()
                    .map(line -> line.substring(line.lastIndexOf('|') + 1))
                    .filter(release -> !release.isBlank())
                    .toList();
            assertThat(releases).doesNotHaveDuplicates();
        }
    }
}
