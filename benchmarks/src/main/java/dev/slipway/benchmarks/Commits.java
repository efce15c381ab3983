package dev.slipway.benchmarks;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** From an image's fact to the fact of its commit, through a config branch that many applications share. */
final class Commits implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final ConfigRepositoryOfMany many;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> reader;
    private final Topics topics = new Topics("slipway", PARTITIONS, (short) 1, 1);
    private final EventCodec codec = new EventCodec(List.of(ConfigEvent.class));
    private long ordinal;

    Commits(RunningSuite suite, ConfigRepositoryOfMany many) throws Exception {
        this.many = many;
        producer = suite.clients().producer();
        reader = suite.clients().reader();
        for (var project = 0; project < many.projects(); project++) {
            send(new ProjectDeclared(project(suite, project), "bench"));
        }
        producer.flush();
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(topics.name("config"), number))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    /** One change after the other, each when nothing of the one before is under way any more. */
    List<Duration> alone(int changes) throws IOException, InterruptedException {
        var took = new ArrayList<Duration>();
        for (var change = 0; change < changes; change++) {
            took.add(stream(1, 1));
            Thread.sleep(QUIET);
        }
        return took;
    }

    /** All applications at once. */
    Duration together() throws IOException {
        return stream(many.applicationsInAll(), many.applicationsInAll());
    }

    /** So many changes, of one application after the other, of which so many may be under way. */
    Duration stream(int changes, int underWay) throws IOException {
        var began = System.nanoTime();
        var sent = 0;
        var written = 0;
        while (written < changes) {
            for (; sent < changes && sent - written < underWay; sent++) {
                send(next());
            }
            producer.flush();
            for (var read : reader.poll(Duration.ofMillis(20))) {
                written += isWritten(read) ? 1 : 0;
            }
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IOException(
                        changes - written + " of " + changes + " changes were not written within " + PATIENCE);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What is written is live at once, as far as anybody hears. */
    private boolean isWritten(ConsumerRecord<String, byte[]> read) throws IOException {
        var fact = codec.decode(Records.headers(read), read.value());
        return switch (fact.map(Fact::event).orElse(null)) {
            case ConfigUpdated(var release, var _, var _, var commit, var content, var _, var _) -> {
                send(new ReleaseLive(release, "local", commit, content, 1));
                yield true;
            }
            case ConfigFailed(var release, var why) -> throw new IOException(release.environment() + ": " + why);
            case null, default -> false;
        };
    }

    private ImageBuilt next() {
        var application = (int) (ordinal++ % many.applicationsInAll());
        return built(application / many.applications(), application % many.applications());
    }

    private ImageBuilt built(int project, int application) {
        var ref = new ApplicationRef(name(project), "app-" + application);
        return new ImageBuilt(
                ref,
                "master",
                ConfigRepositoryOfMany.source(ordinal),
                new Ordinal(ordinal),
                many.built(project, application, ordinal));
    }

    private Project project(RunningSuite suite, int project) {
        var repository = new Repository(
                "config", "gitlab", "bench/config", suite.git("bench/config"), "hichat-git", "hichat-hook");
        var applications = IntStream.range(0, many.applications())
                .mapToObj(number -> new Application(
                        "app-" + number,
                        "config",
                        many.image(project, number),
                        new Application.Build("external", "Dockerfile", "."),
                        null))
                .toList();
        var config = new Environment.Config("config", ConfigRepositoryOfMany.BRANCH, "p" + project, null, null);
        var prod = new Environment("prod", "master", "local", name(project), config, new Engine("direct"));
        return new Project(name(project), List.of(repository), applications, List.of(prod), List.of());
    }

    private static String name(int project) {
        return "bench-" + project;
    }

    private void send(Event event) {
        var envelope =
                Envelope.follow(new Cause(UUID.randomUUID(), UUID.randomUUID(), null), event, "bench", Instant.now());
        var _ = producer.send(Records.of(topics, envelope, event));
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
