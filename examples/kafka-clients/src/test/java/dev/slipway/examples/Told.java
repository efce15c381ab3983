package dev.slipway.examples;

import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What stands in the topics, and what a reader should make of it. */
final class Told {
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final CommitId COMMIT = new CommitId("6".repeat(40));
    private static final Failure FAILURE = new Failure(Segment.CLUSTER, "exit code 1, twice", "look at MYSQL_HOST");
    private static final Cause PUSH = new Cause(UUID.nameUUIDFromBytes(new byte[0]), null, null);

    static final List<String> LINES = List.of(
            "2026-11-20T02:00:00Z hichat/prod/web@7 live",
            "2026-11-20T02:00:00Z hichat/prod/web@8 failed in the cluster",
            "2026-11-20T02:00:00Z other/prod/web@9 failed in Git",
            "2026-11-20T02:00:00Z other/web@10 failed to build");

    private Told() {}

    /** In the same breath one fact twice, some that the examples do not print, and one whose transaction is aborted. */
    static void publish(KafkaClients clients, Topics topics) {
        var live = new SyncEvent.ReleaseLive(release("hichat", 7), "local", COMMIT, "c0ffee", 3);
        try (var producer = clients.transactionalProducer("told")) {
            producer.initTransactions();
            producer.beginTransaction();
            say(producer, topics, new ConfigEvent.ReleaseRequested(release("hichat", 7)));
            say(producer, topics, live);
            say(producer, topics, live);
            say(producer, topics, new SyncEvent.SyncFailed(release("hichat", 8), "local", COMMIT, FAILURE));
            say(producer, topics, new ConfigEvent.ConfigFailed(release("other", 9), FAILURE));
            say(
                    producer,
                    topics,
                    new ImageEvent.BuildFailed(
                            new ApplicationRef("other", "web"), "master", COMMIT, new Ordinal(10), FAILURE));
            var _ = producer.send(new ProducerRecord<>(topics.name("sync"), "hichat", new byte[0])); // without headers
            producer.commitTransaction();
            producer.beginTransaction();
            say(producer, topics, new SyncEvent.ReleaseLive(release("hichat", 11), "local", COMMIT, "c0ffee", 3));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static void say(KafkaProducer<String, byte[]> producer, Topics topics, Event event) {
        var _ = producer.send(Records.of(topics, Envelope.follow(PUSH, event, "test", AT), event));
    }

    private static Release release(String project, long ordinal) {
        return new Release(
                UUID.nameUUIDFromBytes(new byte[] {(byte) ordinal}),
                new EnvironmentRef(project, "prod"),
                "web",
                new Ordinal(ordinal),
                new SourceCommit(COMMIT, new Person("Li Hua", "lihua@example.com"), "fix: login, at last", AT),
                new ImageReference("registry.example.com/hichat", "v1", "sha256:" + "1".repeat(64)));
    }
}
