package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.outside.broker.Broker;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs both examples as a person would. */
class ExamplesTest {
    private static final Topics TOPICS = new Topics("try", 4, (short) 1, 1);
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Long enough for a line that should not be there to come. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = Broker.start(folder.resolve("broker"), 0, 0);
        var clients = new KafkaClients(broker.bootstrapServers());
        try (var admin = clients.admin()) {
            Topics.ensure(
                    admin,
                    Stream.of("image", "config", "sync").map(TOPICS::ofFacts).toList());
        }
        Told.publish(clients, TOPICS);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theJavaExamplePrintsWhatIsLiveAndWhatFailed() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        printsWhatWasTold(java, "-cp", classes, ReleaseLines.class.getName(), broker.bootstrapServers(), "java", "try");
    }

    @Test
    void theShellExamplePrintsTheSame() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, "kcat"))),
                "skipped: there is no kcat here; apt-get install kcat");

        printsWhatWasTold("../kcat.sh", broker.bootstrapServers(), "shell", "try");
    }

    private static void printsWhatWasTold(String... command) throws IOException {
        var out = Files.createTempFile(folder, "lines", ".txt");
        var errors = Files.createTempFile(folder, "errors", ".txt");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() ->
                            assertThat(lines(out)).as(() -> errors(errors)).containsAll(Told.LINES));
            await().during(QUIET).atMost(SOON).until(() -> lines(out).size() <= Told.LINES.size());
            assertThat(lines(out)).containsExactlyInAnyOrderElementsOf(Told.LINES);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static String errors(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
