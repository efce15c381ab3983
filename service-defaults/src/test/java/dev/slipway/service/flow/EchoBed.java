package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A real broker with the topics of the echo service, what goes in, and what came out. */
final class EchoBed implements AutoCloseable {
    static final Topics TOPICS = EchoInstance.TOPICS;
    final Broker broker;
    final KafkaClients clients;
    private final List<Process> processes = new ArrayList<>();
    private final Path folder;

    EchoBed(Path folder) throws IOException {
        this.folder = folder;
        broker = Broker.start(folder.resolve("kafka"), 0, 0);
        clients = new KafkaClients(broker.bootstrapServers());
        try (var admin = clients.admin()) {
            var topics = new ArrayList<>(TOPICS.privateTo(Echo.SERVICE));
            topics.add(TOPICS.ofFacts("push"));
            topics.add(TOPICS.ofFacts("image"));
            topics.add(TOPICS.ofFacts("catalog"));
            Topics.ensure(admin, topics);
        }
    }

    Process startProcess(String instance) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var log = new File(folder.toFile(), instance + ".log");
        var process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoInstance.class.getName(),
                        broker.bootstrapServers(),
                        instance)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        processes.add(process);
        return process;
    }

    /** Publishes pushes over several projects and branches. */
    void push(int from, int to) {
        publish(IntStream.range(from, to).mapToObj(EchoBed::pushed).toList());
    }

    private static BranchPushed pushed(int number) {
        var repository = new RepositoryRef("project-" + number % 7, "repository");
        return new BranchPushed(
                repository, "branch-" + number % 3, null, Echo.commit(number + 1), new Ordinal(number + 1), null);
    }

    /** Returns when all are durable, and fails where one is not. */
    void publish(List<? extends Event> events) {
        try (var producer = clients.producer()) {
            var sent =
                    events.stream().map(event -> producer.send(record(event))).toList();
            producer.flush();
            assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ZERO));
        }
    }

    private static ProducerRecord<String, byte[]> record(Event event) {
        var id = UUID.nameUUIDFromBytes(event.subject().getBytes(StandardCharsets.UTF_8));
        var envelope = Envelope.follow(new Cause(id, null, null), event, "test", Instant.parse("2026-01-01T00:00:00Z"));
        return Records.of(TOPICS, envelope, event);
    }

    /** How often each fact was said that readers of committed records see. */
    Map<String, Integer> said(Class<? extends ImageEvent> type) {
        var codec = new EventCodec(List.of(ImageEvent.class));
        var counts = new HashMap<String, Integer>();
        for (var read : read(TOPICS.name("image"))) {
            var fact = codec.decode(Records.headers(read), read.value()).orElseThrow();
            if (type.isInstance(fact.event())) {
                counts.merge(fact.event().subject() + " of " + fact.envelope().cause(), 1, Integer::sum);
            }
        }
        return counts;
    }

    int openRows() {
        return (int) work().keySet().stream().filter(key -> !isNote(key)).count();
    }

    /** How many rows have ended, as acts have kept it from one to the next. */
    long endedRows() {
        return work().entrySet().stream()
                .filter(entry -> isNote(entry.getKey()))
                .mapToLong(
                        entry -> Json.read(entry.getValue(), Echo.Acted.class).rows())
                .sum();
    }

    static boolean isNote(String key) {
        return key.endsWith("|note");
    }

    private Map<String, byte[]> work() {
        var rows = new HashMap<String, byte[]>();
        read(TOPICS.work(Echo.SERVICE)).forEach(read -> {
            if (read.value() == null) {
                rows.remove(read.key());
            } else {
                rows.put(read.key(), read.value());
            }
        });
        return rows;
    }

    int deadLetters() {
        return read(TOPICS.deadLetter()).size();
    }

    List<ConsumerRecord<String, byte[]>> read(String topic) {
        var partitions = IntStream.range(0, TOPICS.partitions())
                .mapToObj(n -> new TopicPartition(topic, n))
                .toList();
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var admin = clients.admin();
                var reader = clients.reader()) {
            var ends = KafkaClients.highWatermarks(admin, partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())
                    && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        broker.close();
    }
}
