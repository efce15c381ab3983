package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deciding and acting on a real broker, with everything done to the instances that can be done to a process. */
class FaultTest {
    private static final int FACTS = 600;

    @TempDir
    Path folder;

    @Test
    void losesAndDoublesNothingWhileInstancesAreKilledAndPausedAndJoin() throws IOException, InterruptedException {
        try (var bed = new EchoBed(folder)) {
            var first = bed.startProcess("first");
            var second = bed.startProcess("second");
            bed.push(0, FACTS / 4);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bed.said(BuildSkipped.class).size() > 20);

            signal("-STOP", second); // longer than its session: when it wakes up, its partitions belong to others
            bed.push(FACTS / 4, FACTS / 2);
            first.destroyForcibly(); // SIGKILL
            bed.startProcess("third"); // joins in the middle of the work
            bed.push(FACTS / 2, FACTS);
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> bed.said(BuildSkipped.class).size() > FACTS / 2);
            signal("-CONT", second);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> bed.said(BuildSkipped.class).size() >= FACTS && bed.openRows() == 0);
            assertThat(bed.said(BuildSkipped.class))
                    .hasSize(FACTS)
                    .allSatisfy((_, times) -> assertThat(times).isOne());
            assertThat(bed.said(BuildQueued.class))
                    .hasSize(FACTS)
                    .allSatisfy((_, times) -> assertThat(times).isOne());
            assertThat(bed.endedRows()).isEqualTo(FACTS);
            assertThat(bed.deadLetters()).isZero();
        }
    }

    @Test
    void putsWhatCannotBeDecidedToTheDeadLettersAndGoesOn() throws IOException {
        try (var bed = new EchoBed(folder);
                var flow = EchoInstance.start(bed.broker.bootstrapServers(), "only");
                var producer = bed.clients.producer()) {
            var crashing = new BranchDeleted(
                    new RepositoryRef("project-1", "repository"), "gone", Echo.commit(1), new Ordinal(9_999), null);
            bed.publish(List.of(crashing));
            var unreadable =
                    new ProducerRecord<String, byte[]>(EchoBed.TOPICS.name("push"), 1, "project-1", new byte[] {'{'});
            bed.push(0, 1);
            assertThat(producer.send(unreadable)).isNotNull();
            bed.push(1, 10);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bed.said(BuildSkipped.class).size() == 10);
            assertThat(bed.deadLetters()).isEqualTo(2);
            assertThat(flow.alive()).isTrue();
        }
    }

    @Test
    void movesOpenWorkThatNobodyCanReadToTheDeadLetters() throws Exception {
        try (var bed = new EchoBed(folder);
                var producer = bed.clients.producer()) {
            var work = EchoBed.TOPICS.work(Echo.SERVICE);
            producer.send(new ProducerRecord<>(work, 0, "project-1/main|x", new byte[] {'{'}))
                    .get();
            producer.send(new ProducerRecord<>(work, 0, "project-2/main|y", new byte[] {'{'}))
                    .get();
            producer.send(new ProducerRecord<>(work, 0, "project-2/main|y", null))
                    .get();
            try (var flow = EchoInstance.start(bed.broker.bootstrapServers(), "only")) {
                await().atMost(Duration.ofSeconds(30)).until(() -> bed.openRows() == 0);
                assertThat(flow.alive()).isTrue();
            }
            assertThat(bed.read(EchoBed.TOPICS.deadLetter())).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("project-1/main|x");
                assertThat(letter.value()).containsExactly('{');
            });
        }
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(sent.waitFor()).isZero();
    }
}
