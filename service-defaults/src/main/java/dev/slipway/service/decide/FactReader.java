package dev.slipway.service.decide;

import dev.slipway.service.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads facts, and before them every declaration that was in the log when they were read. Topics have no order between them, yet all that
 * is said about a project follows from its declaration: decided without it, a fact would be passed over for ever.
 */
final class FactReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DECLARATIONS_MAX = Duration.ofSeconds(20);
    private final Consumer<String, byte[]> consumer;
    private final Function<Set<TopicPartition>, Map<TopicPartition, Long>> ends;
    private final String catalog;
    private long changes;

    /** @param ends asks beside the consumer: on the consumer's own connection the question waits behind its long poll */
    FactReader(
            Consumer<String, byte[]> consumer,
            Function<Set<TopicPartition>, Map<TopicPartition, Long>> ends,
            Topics topics) {
        this.consumer = consumer;
        this.ends = ends;
        catalog = topics.name("catalog");
    }

    /** What is decided together: the facts in the order to decide them, and where its partitions begin and go on. */
    record Reading(
            List<ConsumerRecord<String, byte[]>> facts,
            Map<TopicPartition, Long> first,
            Map<TopicPartition, OffsetAndMetadata> next) {

        static Reading of(List<ConsumerRecords<String, byte[]>> polls) {
            var facts = new ArrayList<ConsumerRecord<String, byte[]>>();
            var first = new HashMap<TopicPartition, Long>();
            var next = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var poll : polls) {
                poll.forEach(facts::add);
                poll.partitions()
                        .forEach(p ->
                                first.putIfAbsent(p, poll.records(p).getFirst().offset()));
                next.putAll(poll.nextOffsets());
            }
            return new Reading(List.copyOf(facts), first, next);
        }

        /** Stable: what came first within a topic stays first. */
        Reading declarationsFirst(String catalog) {
            var byTopic = facts.stream()
                    .collect(Collectors.partitioningBy(fact -> fact.topic().equals(catalog)));
            var ordered = new ArrayList<>(byTopic.getOrDefault(true, List.of()));
            ordered.addAll(byTopic.getOrDefault(false, List.of()));
            return new Reading(ordered, first, next);
        }
    }

    /** Said from within a poll, whether partitions come or go: what came before it in the same reading may be another's now. */
    void handsChanged() {
        changes++;
    }

    /** Empty where nothing came in time, or where partitions changed hands between two polls. */
    Optional<Reading> read() {
        var facts = consumer.poll(POLL);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        var before = changes;
        var polls = new ArrayList<>(List.of(facts));
        if (facts.partitions().stream().anyMatch(p -> !p.topic().equals(catalog))) {
            polls.addAll(declarations());
        }
        if (changes != before) {
            beginWhereTheGroupIs();
            return Optional.empty();
        }
        return Optional.of(Reading.of(polls).declarationsFirst(catalog));
    }

    /** The polls after the change have moved on from there, and nobody will decide what they brought. */
    private void beginWhereTheGroupIs() {
        var committed = consumer.committed(consumer.assignment());
        consumer.assignment().forEach(partition -> {
            var offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        });
    }

    private List<ConsumerRecords<String, byte[]>> declarations() {
        var ours = ours();
        if (ours.isEmpty()) {
            return List.of();
        }
        var polls = new ArrayList<ConsumerRecords<String, byte[]>>();
        var deadline = System.nanoTime() + DECLARATIONS_MAX.toNanos();
        var readTo = ends.apply(ours);
        while (behind(readTo)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the catalog could not be read within " + DECLARATIONS_MAX);
            }
            consumer.pause(others());
            polls.add(consumer.poll(POLL));
        }
        consumer.resume(consumer.paused());
        return polls;
    }

    private boolean behind(Map<TopicPartition, Long> readTo) {
        return ours().stream().anyMatch(p -> consumer.position(p) < readTo.getOrDefault(p, 0L));
    }

    private Set<TopicPartition> ours() {
        return consumer.assignment().stream()
                .filter(p -> p.topic().equals(catalog))
                .collect(Collectors.toSet());
    }

    private Set<TopicPartition> others() {
        return consumer.assignment().stream()
                .filter(p -> !p.topic().equals(catalog))
                .collect(Collectors.toSet());
    }
}
