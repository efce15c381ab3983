package dev.slipway.console.outbound;

import dev.slipway.console.core.work.DesiredRows;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The desired tables of all clusters. Read when people ask, which is rare. */
public final class KafkaDesiredRows implements DesiredRows {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private final KafkaClients clients;
    private final Topics topics;
    private final List<String> clusters;
    private final EventCodec codec = new EventCodec(List.of(DesiredEvent.class));

    public KafkaDesiredRows(KafkaClients clients, Topics topics, List<String> clusters) {
        this.clients = clients;
        this.topics = topics;
        this.clusters = clusters;
    }

    @Override
    public List<DesiredRow> of(Set<EnvironmentRef> environments) {
        if (environments.isEmpty()) {
            return List.of();
        }
        ensureTopics();
        var newest = new HashMap<EnvironmentRef, DesiredRow>();
        for (var read : read(partitions(environments))) {
            row(read)
                    .filter(row -> environments.contains(row.desired().environment()))
                    .ifPresent(row -> newest.merge(row.desired().environment(), row, KafkaDesiredRows::newer));
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(row -> row.desired().environment().toString()))
                .toList();
    }

    /** A cluster that no environment is in yet has no table. */
    private void ensureTopics() {
        try (var admin = clients.admin()) {
            Topics.ensure(
                    admin,
                    clusters.stream()
                            .map(cluster -> topics.ofFacts("desired." + cluster))
                            .toList());
        }
    }

    private List<TopicPartition> partitions(Collection<EnvironmentRef> environments) {
        var numbers = environments.stream()
                .map(environment -> KafkaClients.partitionOf(environment.project(), topics.partitions()))
                .distinct()
                .toList();
        return clusters.stream()
                .flatMap(cluster ->
                        numbers.stream().map(number -> new TopicPartition(topics.name("desired." + cluster), number)))
                .toList();
    }

    /** The newest record of each key and table. */
    private Collection<ConsumerRecord<String, byte[]>> read(List<TopicPartition> partitions) {
        var newest = new HashMap<String, ConsumerRecord<String, byte[]>>();
        var deadline = System.nanoTime() + READ_WITHIN.toNanos();
        try (var reader = clients.reader()) {
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions, READ_WITHIN);
            while (isBehind(reader::position, ends)) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("the desired tables could not be read within " + READ_WITHIN);
                }
                reader.poll(POLL).forEach(read -> newest.put(read.topic() + " " + read.key(), read));
            }
        }
        return newest.values();
    }

    private interface Position {
        long of(TopicPartition partition);
    }

    private static boolean isBehind(Position position, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> position.of(end.getKey()) < end.getValue());
    }

    /** Empty for what its sync-service cannot read either: that is among the dead letters. */
    private Optional<DesiredRow> row(ConsumerRecord<String, byte[]> read) {
        var headers = Records.headers(read);
        try {
            return codec.decode(headers, read.value())
                    .flatMap(fact -> switch ((DesiredEvent) fact.event()) {
                        case EnvironmentDesired desired -> Optional.of(desired);
                        case EngineDesired _ -> Optional.empty();
                    })
                    .map(desired -> new DesiredRow(desired, new Recorded(desired.topic(), headers, read.value())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DesiredRow newer(DesiredRow one, DesiredRow other) {
        return one.desired().generation() < other.desired().generation() ? other : one;
    }
}
