package dev.slipway.outside.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    private static final TopicPartition GREETINGS = new TopicPartition("greetings", 0);

    @TempDir
    Path folder;

    @Test
    void recordsAreThereAfterARestart() throws Exception {
        int port;
        try (var broker = Broker.start(folder, 0, 0)) {
            port = broker.port();
            create(broker);
            send(broker, "hello");
        }
        try (var broker = Broker.start(folder, port, 0)) {
            send(broker, "again");

            assertThat(read(broker, 2)).containsExactly("hello", "again");
        }
    }

    private static void create(Broker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(GREETINGS.topic(), 1, (short) 1)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    /** In a transaction, as the services send. */
    private static void send(Broker broker, String text) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test", "max.block.ms", 20_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(GREETINGS.topic(), "key", text));
            producer.commitTransaction();
        }
    }

    private static List<String> read(Broker broker, int count) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(GREETINGS));
            consumer.seekToBeginning(List.of(GREETINGS));
            var found = new ArrayList<String>();
            await().atMost(20, TimeUnit.SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
                return found.size() >= count;
            });
            return found;
        }
    }
}
