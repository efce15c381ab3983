package dev.slipway.benchmarks;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** From an image's fact to the fact of its commit, through a config branch that many applications share. */
final class Commits implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String UPDATED = "dev.slipway.config.updated.v1";
    private final ConfigRepositoryOfMany many;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> reader;
    private final Topics topics = new Topics("slipway", PARTITIONS, (short) 1, 1);
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

    /** One change after the other. */
    List<Duration> alone(int changes) throws Exception {
        var took = new ArrayList<Duration>();
        for (var change = 0; change < changes; change++) {
            took.add(change(List.of(change % (many.projects() * many.applications()))));
        }
        return took;
    }

    /** All applications at once. */
    Duration together() throws Exception {
        return change(IntStream.range(0, many.projects() * many.applications())
                .boxed()
                .toList());
    }

    private Duration change(List<Integer> applications) throws Exception {
        ordinal++;
        var began = System.nanoTime();
        for (var application : applications) {
            send(built(application / many.applications(), application % many.applications()));
        }
        producer.flush();
        var left = applications.size();
        while (left > 0) {
            for (var read : reader.poll(Duration.ofMillis(20))) {
                var type = Records.headers(read).get("ce_type");
                if (UPDATED.equals(type)) {
                    left--;
                } else if (type != null && type.contains("failed")) {
                    throw new IOException(new String(read.value(), StandardCharsets.UTF_8));
                }
            }
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IOException(
                        left + " of " + applications.size() + " changes were not written within " + PATIENCE);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private ImageBuilt built(int project, int application) {
        var source = new SourceCommit(
                new CommitId("%040x".formatted(ordinal)),
                new Person("bench", "bench@example.com"),
                "Push " + ordinal,
                Instant.EPOCH);
        var image = new ImageReference(
                many.image(project, application), "v" + ordinal, "sha256:" + "%064x".formatted(ordinal));
        var ref = new ApplicationRef(name(project), "app-" + application);
        return new ImageBuilt(ref, "master", source, new Ordinal(ordinal), image);
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
        var prod = new Environment("prod", "master", "local", name(project), config, new Environment.Engine("direct"));
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
