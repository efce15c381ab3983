package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.decide.Inbox;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.KafkaSecurity;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Act;
import dev.slipway.service.work.OpenWork;
import dev.slipway.service.work.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that asks who somebody is and what he may: each service gets along with what deploy/kafka-acls.txt grants, and with no more. */
class GuardedTest {
    private static final Topics TOPICS = EchoInstance.TOPICS;
    private static final String SERVICE = "build-service";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static GuardedBed bed;

    @BeforeAll
    static void start() throws IOException {
        bed = new GuardedBed(folder);
        try (var admin = bed.encrypted("administrator").admin()) {
            Topics.ensure(
                    admin, Stream.of("push", "config").map(TOPICS::ofFacts).toList());
        }
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void aServiceDoesItsWholeRoundAsItself() throws Exception {
        var clients = bed.encrypted(SERVICE);
        try (var admin = clients.admin()) {
            Topics.ensure(admin, topicsOf());
        }
        push();

        try (var flow = flow(clients)) {
            flow.start();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(said()).containsExactlyInAnyOrder("BuildQueued", "BuildSkipped"));
            await().atMost(SOON).untilAsserted(() -> assertThat(rows()).containsExactly(true, false));
        }
    }

    @Test
    void aServiceMayNotWriteWhatIsAnothers() {
        refusedToWrite(bed.encrypted(SERVICE), "config");
        refusedToWrite(bed.encrypted(SERVICE), "push");
        refusedToWrite(bed.plain("sync-service.cloud"), "image");
    }

    @Test
    void aServiceMayNotMakeWhatIsAnothersAndIsToldWhereToLook() {
        try (var admin = bed.encrypted("sync-service.cloud").admin()) {
            assertThatThrownBy(() -> Topics.ensure(admin, List.of(TOPICS.ofFacts("desired.edge"))))
                    .hasMessageContaining("cannot create topic test.desired.edge: the broker does not allow it")
                    .hasMessageContaining("deploy/kafka-acls.txt");
            Topics.ensure(admin, List.of(TOPICS.ofFacts("desired.cloud")));
        }
    }

    @Test
    void withoutTlsTheNameAndThePasswordAreAskedForAllTheSame() throws Exception {
        try (var admin = bed.plain(SERVICE).admin()) {
            Topics.ensure(admin, List.of(TOPICS.ofFacts("image")));
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("test.image", "test.push");
        }
    }

    @Test
    void aWrongPasswordIsSaid() throws IOException {
        bed.secret("wrong", SERVICE, "not \"the\\ password");

        assertThatThrownBy(() -> ensure(bed.encrypted("wrong")))
                .hasMessageContaining("the broker does not know us (Authentication failed")
                .hasMessageContaining("look at the secret that slipway.kafka.credentials names");
    }

    @Test
    void aCertificateThatNobodyTrustsIsSaid() {
        var jdk = new KafkaClients(
                bed.broker.bootstrapServers(), bed.security(SecurityProtocol.SASL_SSL, SERVICE, Optional.empty()));

        assertThatThrownBy(() -> ensure(jdk))
                .hasMessageContaining("the broker's certificate is not trusted")
                .hasMessageContaining("look at slipway.kafka.truststore");
    }

    @Test
    void whatIsMissingIsSaidBeforeAnybodyIsAsked() {
        var noName = new KafkaSecurity(
                SecurityProtocol.SASL_SSL,
                "SCRAM-SHA-512",
                Optional.empty(),
                Optional.empty(),
                (_, _) -> Optional.empty());
        var noSecret = new KafkaSecurity(
                SecurityProtocol.SASL_SSL, "PLAIN", Optional.of("kafka"), Optional.empty(), (_, _) -> Optional.empty());
        var noMechanism = new KafkaSecurity(
                SecurityProtocol.SASL_SSL,
                "GSSAPI",
                Optional.of("kafka"),
                Optional.empty(),
                (_, _) -> Optional.of("x"));

        assertThatThrownBy(noName::settings).hasMessageContaining("slipway.kafka.credentials names no secret");
        assertThatThrownBy(noSecret::settings).hasMessageContaining("secret kafka has no username");
        assertThatThrownBy(noMechanism::settings).hasMessageContaining("SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
    }

    private static void ensure(KafkaClients clients) {
        try (Admin admin = clients.admin()) {
            Topics.ensure(admin, List.of(TOPICS.ofFacts("image")));
        }
    }

    private static void refusedToWrite(KafkaClients clients, String topic) {
        try (var producer = clients.producer()) {
            var sent = producer.send(
                    new ProducerRecord<>(TOPICS.name(topic), "hichat", "{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(sent)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static List<NewTopic> topicsOf() {
        return Stream.concat(
                        TOPICS.privateTo(SERVICE).stream(),
                        Stream.of("push", "image", "catalog").map(TOPICS::ofFacts))
                .toList();
    }

    /** As Flows builds it. */
    private static Flow flow(KafkaClients clients) {
        var metrics = new FlowMetrics(new SimpleMeterRegistry(), SERVICE);
        var clock = Clock.systemUTC();
        var inbox = new Inbox<>(clients, TOPICS, SERVICE, "one", new Echo.EchoDecider(), clock, metrics);
        var act = new Act<>(new Echo.EchoActor(5), RetryPolicy.standard());
        var work = new OpenWork<>(clients, TOPICS, SERVICE, Echo.Work.class, act, 16, clock, metrics);
        return new Flow(SERVICE, List.of(new Loop("inbox", inbox), new Loop("work", work)));
    }

    private static void push() throws Exception {
        var pushed = new BranchPushed(
                new RepositoryRef("hichat", "code"), "main", null, Echo.commit(1), new Ordinal(1), null);
        var envelope = Envelope.follow(
                new Cause(UUID.randomUUID(), null, null), pushed, "test", Instant.parse("2026-01-01T00:00:00Z"));
        try (var producer = bed.encrypted("administrator").producer()) {
            producer.send(Records.of(TOPICS, envelope, pushed)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> said() {
        var codec = new EventCodec(List.of(ImageEvent.class));
        return read("image").stream()
                .map(record ->
                        codec.decode(Records.headers(record), record.value()).orElseThrow())
                .map(Fact::event)
                .map(Event::getClass)
                .map(Class::getSimpleName)
                .toList();
    }

    /** Whether each record of the table is a row or the end of one. */
    private static List<Boolean> rows() {
        return read(SERVICE + ".work").stream()
                .filter(record -> !EchoBed.isNote(record.key()))
                .map(record -> record.value() != null)
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = bed.encrypted("administrator").reader()) {
            reader.assign(IntStream.range(0, TOPICS.partitions())
                    .mapToObj(number -> new TopicPartition(TOPICS.name(topic), number))
                    .toList());
            for (var i = 0; i < 4; i++) {
                reader.poll(Duration.ofMillis(250)).forEach(all::add);
            }
        }
        return all;
    }
}
