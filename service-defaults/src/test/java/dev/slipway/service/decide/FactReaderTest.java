package dev.slipway.service.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.kafka.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactReaderTest {
    private static final Topics TOPICS = new Topics("test", 1, (short) 1, 1);
    private static final TopicPartition PUSHES = new TopicPartition("test.push", 0);
    private static final TopicPartition CATALOG = new TopicPartition("test.catalog", 0);
    private static final Set<TopicPartition> BOTH = Set.of(PUSHES, CATALOG);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final FactReader reader = new FactReader(consumer, ours -> all(ours, _ -> 2L), TOPICS);

    @BeforeEach
    void subscribed() {
        consumer.updateBeginningOffsets(all(BOTH, _ -> 0L));
        consumer.subscribe(List.of(PUSHES.topic(), CATALOG.topic()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                reader.handsChanged();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                reader.handsChanged();
            }
        });
        consumer.rebalance(BOTH);
    }

    @Test
    void readsTheCatalogToItsEndBeforeWhatFollowsFromIt() {
        consumer.schedulePollTask(() -> consumer.addRecord(record(PUSHES, 0)));
        consumer.schedulePollTask(() -> consumer.addRecord(record(CATALOG, 0)));
        consumer.schedulePollTask(() -> consumer.addRecord(record(CATALOG, 1)));

        var facts = reader.read().orElseThrow().facts();

        assertThat(facts)
                .extracting(ConsumerRecord::topic)
                .containsExactly(CATALOG.topic(), CATALOG.topic(), PUSHES.topic());
    }

    @Test
    void leavesNothingOutWhereItsPartitionsChangedHandsInBetween() {
        consumer.commitSync(Map.of(CATALOG, new OffsetAndMetadata(0), PUSHES, new OffsetAndMetadata(0)));
        consumer.schedulePollTask(() -> consumer.addRecord(record(PUSHES, 0)));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(BOTH);
            all(BOTH, _ -> 0L).forEach(consumer::seek);
            consumer.addRecord(record(CATALOG, 0));
            consumer.addRecord(record(CATALOG, 1));
            consumer.addRecord(record(PUSHES, 0));
        });

        assertThat(reader.read()).isEmpty();

        assertThat(consumer.position(CATALOG)).isZero();
        assertThat(consumer.position(PUSHES)).isZero();
    }

    @Test
    void handsOnNothingWherePartitionsWereTakenAwayInBetween() {
        consumer.commitSync(Map.of(CATALOG, new OffsetAndMetadata(0), PUSHES, new OffsetAndMetadata(0)));
        consumer.schedulePollTask(() -> consumer.addRecord(record(PUSHES, 0)));
        consumer.schedulePollTask(() -> {
            reader.handsChanged(); // as revoked partitions say it, before anything is assigned anew
            consumer.addRecord(record(CATALOG, 0));
            consumer.addRecord(record(CATALOG, 1));
        });

        assertThat(reader.read()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", new byte[0]);
    }

    private static <V> Map<TopicPartition, V> all(
            Collection<TopicPartition> partitions, Function<TopicPartition, V> value) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), value));
    }
}
