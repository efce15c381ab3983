package dev.slipway.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.outside.broker.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {
    private static final int PARTITIONS = 6;

    @TempDir
    Path folder;

    @Test
    void aTopicThatHasJustBeenMadeTakesManyRecordsAtOnce() throws IOException {
        try (var broker = Broker.start(folder.resolve("kafka"), 0, 0)) {
            var clients = new KafkaClients(broker.bootstrapServers());
            for (var round = 0; round < 10; round++) {
                var topics = new Topics("round-" + round, PARTITIONS, (short) 1, 1);
                try (var admin = clients.admin()) {
                    Topics.ensure(
                            admin,
                            IntStream.range(0, 7)
                                    .mapToObj(n -> topics.ofFacts("topic-" + n))
                                    .toList());
                }
                sendAtOnce(clients, topics.name("topic-6"));
            }
        }
    }

    private static void sendAtOnce(KafkaClients clients, String topic) {
        try (var producer = clients.producer()) {
            var sent = IntStream.range(0, 3_000)
                    .mapToObj(n -> producer.send(new ProducerRecord<>(topic, "key-" + n, new byte[300])))
                    .toList();
            producer.flush();
            assertThat(List.copyOf(sent)).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ZERO));
        }
    }
}
