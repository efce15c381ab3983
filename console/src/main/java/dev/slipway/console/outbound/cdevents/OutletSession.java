package dev.slipway.console.outbound.cdevents;

import dev.slipway.console.core.cdevents.CdEventMapper;
import dev.slipway.console.core.cdevents.Known;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What one poll brought, the CDEvents it becomes, what is known then and the offsets are one transaction. */
final class OutletSession implements Loop.Session, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(CdEventsOutlet.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RESTORE_MAX = Duration.ofMinutes(2);
    private final EventCodec codec = new EventCodec(
            List.of(PushEvent.class, ImageEvent.class, ConfigEvent.class, SyncEvent.class, CatalogEvent.class));
    private final CdEventsOutlet outlet;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Known> known = new HashMap<>();
    private volatile boolean ready;

    OutletSession(CdEventsOutlet outlet) {
        this.outlet = outlet;
        producer = outlet.clients.transactionalProducer(outlet.own() + "." + outlet.instance);
        consumer = outlet.clients.member(outlet.own(), RangeAssignor.class);
        try {
            producer.initTransactions();
            consumer.subscribe(outlet.read(), this);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void turn() {
        var read = consumer.poll(POLL);
        ready = !consumer.assignment().isEmpty() || consumer.groupMetadata().generationId() > 0;
        if (!read.isEmpty()) {
            publish(read);
        }
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private void publish(ConsumerRecords<String, byte[]> read) {
        var changed = new HashMap<String, Known>();
        producer.beginTransaction();
        try {
            read.forEach(record -> write(record, changed));
            producer.sendOffsetsToTransaction(read.nextOffsets(), consumer.groupMetadata());
            producer.commitTransaction();
        } catch (KafkaException e) {
            LOG.warnf("CDEvents take a poll back: %s", e);
            producer.abortTransaction(); // throws where the producer is beyond hope, which ends the session
            rewind(read);
            return;
        }
        known.putAll(changed);
    }

    /** All that becomes of a record is known, and small enough, before any of it is sent: else none of it is. */
    private void write(ConsumerRecord<String, byte[]> read, Map<String, Known> changed) {
        try {
            var fact = codec.decode(Records.headers(read), read.value());
            if (fact.isEmpty()) {
                outlet.passedOver.tell(read, "a type that this version does not know");
            } else {
                becoming(fact.get(), read.partition(), changed).forEach(this::send);
            }
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            outlet.passedOver.tell(read, e); // no dead letter of ours: whoever acts on facts has put it there
        }
    }

    private List<ProducerRecord<String, byte[]>> becoming(Fact<?> fact, int partition, Map<String, Known> changed) {
        var project = fact.event().project();
        var before = changed.getOrDefault(project, known.getOrDefault(project, Known.NOTHING));
        var mapped = CdEventMapper.map(before, fact);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        mapped.events().forEach(event -> records.add(CdEventRecords.of(outlet.written(), partition, fact, event)));
        if (!mapped.known().equals(before)) {
            records.add(new ProducerRecord<>(outlet.own(), partition, project, Json.write(mapped.known())));
        }
        records.forEach(OutletSession::mustFit);
        changed.put(project, mapped.known());
        return records;
    }

    private static void mustFit(ProducerRecord<String, byte[]> record) {
        if (record.value().length > Json.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException("it would become " + record.value().length + " bytes in "
                    + record.topic() + ", at most " + Json.RECORD_BYTES_MAX);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a record that fails makes the commit fail
    private void send(ProducerRecord<String, byte[]> written) {
        producer.send(written);
    }

    private void rewind(ConsumerRecords<String, byte[]> read) {
        var ours = consumer.assignment();
        read.partitions().stream()
                .filter(ours::contains)
                .forEach(p -> consumer.seek(p, read.records(p).getFirst().offset()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        consumer.committed(
                Set.copyOf(assigned)); // waits for a former owner's transaction; only then the table is whole
        known.clear();
        try (var table = new Following(outlet.clients, outlet.topics, List.of(outlet.own()), this::restore)) {
            var deadline = System.nanoTime() + RESTORE_MAX.toNanos();
            while (!table.ready()) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(outlet.own() + " could not be read within " + RESTORE_MAX);
                }
                table.turn();
            }
        }
    }

    private void restore(ConsumerRecord<String, byte[]> row) {
        known.remove(row.key());
        if (row.value() == null) {
            return;
        }
        try {
            known.put(row.key(), Json.read(row.value(), Known.class));
        } catch (RuntimeException e) {
            outlet.passedOver.tell(row, e); // less is known of that project, and the next fact of it goes on from there
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        // What is known is read anew with the next assignment.
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
