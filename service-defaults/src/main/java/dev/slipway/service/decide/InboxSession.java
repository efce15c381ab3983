package dev.slipway.service.decide;

import dev.slipway.service.flow.Loop;
import dev.slipway.service.flow.Pace;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** An inbox while its clients live. There is one reaction to errors: abort and rewind; where even that fails, a new session. */
final class InboxSession<S> implements Loop.Session, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RESTORE_MAX = Duration.ofMinutes(2);
    private final Inbox<S> inbox;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final FactReader reader;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<Integer, Map<String, S>> states = new HashMap<>();
    private final Controls<S> controls;
    private final Pace pace = new Pace();
    private volatile boolean ready;

    InboxSession(Inbox<S> inbox) {
        this.inbox = inbox;
        var name = inbox.topics.name(inbox.service + ".inbox");
        producer = inbox.clients.transactionalProducer(name + "." + inbox.instance);
        consumer = inbox.clients.member(name, RangeAssignor.class);
        admin = inbox.clients.admin();
        controls = new Controls<>(inbox, this::committed, this::send);
        reader = new FactReader(consumer, ours -> KafkaClients.committedEnds(admin, ours), inbox.topics);
        try {
            producer.initTransactions();
            consumer.subscribe(inbox.inputs(), this);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void turn() {
        var reading = reader.read();
        ready = !consumer.assignment().isEmpty() || consumer.groupMetadata().generationId() > 0;
        reading.ifPresent(facts -> {
            decideInOneTransaction(facts);
            pace.next();
        });
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private void decideInOneTransaction(FactReader.Reading reading) {
        var batches = new HashMap<Integer, Batch<S>>();
        producer.beginTransaction();
        try {
            for (var fact : reading.facts()) {
                decide(fact, batches.computeIfAbsent(fact.partition(), this::batch));
            }
            batches.forEach(this::write);
            producer.sendOffsetsToTransaction(reading.next(), consumer.groupMetadata());
            producer.commitTransaction();
        } catch (KafkaException e) {
            LOG.warnf("%s inbox takes a poll back: %s", inbox.service, e);
            producer.abortTransaction(); // throws where the producer is beyond hope, which ends the session
            rewind(reading);
            return;
        }
        batches.forEach((partition, batch) ->
                states.getOrDefault(partition, new HashMap<>()).putAll(batch.states()));
        inbox.metrics.decided(reading.facts().size());
    }

    private Batch<S> batch(int partition) {
        var committed = states.getOrDefault(partition, Map.of());
        return new Batch<>(inbox.service, inbox.decider, committed::get, inbox.clock.instant());
    }

    private void decide(ConsumerRecord<String, byte[]> read, Batch<S> batch) {
        var route = inbox.routes.get(read.topic());
        try {
            if (route == null) {
                controls.obey(read, batch);
                return;
            }
            var fact = inbox.codec
                    .decode(Records.headers(read), read.value())
                    .orElseThrow(() -> new IllegalArgumentException("a type that this version does not know"));
            batch.decide(route, fact);
            LOG.debugf(
                    "service=%s event=%s subject=%s delivery=%s",
                    inbox.service,
                    fact.event().getClass().getSimpleName(),
                    fact.event().subject(),
                    fact.envelope().delivery());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "service=%s dead letter: %s/%d/%d",
                    inbox.service,
                    read.topic(),
                    read.partition(),
                    read.offset());
            send(Records.deadLetter(inbox.topics, inbox.service, read, String.valueOf(e.getMessage())));
            inbox.metrics.deadLetter();
        }
    }

    private void write(int partition, Batch<S> batch) {
        var topics = inbox.topics;
        batch.stateRecords()
                .forEach(
                        (key, value) -> send(new ProducerRecord<>(topics.state(inbox.service), partition, key, value)));
        batch.said().forEach(said -> send(Records.of(topics, said.fact().event(), said.record())));
        batch.rows().forEach(row -> send(open(row, batch.record(row))));
    }

    S committed(String project) {
        var partition = KafkaClients.partitionOf(project, inbox.topics.partitions());
        var state = states.getOrDefault(partition, Map.of()).get(project);
        return state == null ? inbox.decider.initial() : state;
    }

    private ProducerRecord<String, byte[]> open(Row<Object> row, byte[] value) {
        var partition = KafkaClients.partitionOf(row.resource(), inbox.topics.partitions());
        return new ProducerRecord<>(inbox.topics.work(inbox.service), partition, row.key(), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a record that fails makes the commit fail
    private void send(ProducerRecord<String, byte[]> written) {
        producer.send(written);
    }

    private void rewind(FactReader.Reading reading) {
        var ours = consumer.assignment();
        reading.first().forEach((partition, offset) -> {
            if (ours.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        reader.handsChanged();
        var numbers = assigned.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        if (numbers.isEmpty()) {
            return;
        }
        // First wait until no transaction of a former owner holds our offsets, only then look for the end of the state.
        // In
        // the other order a former owner that has sent its offsets, but not yet its state, could still commit unseen.
        consumer.committed(Set.copyOf(assigned));
        numbers.forEach(number -> states.put(number, new HashMap<>()));
        var partitions = numbers.stream()
                .map(number -> new TopicPartition(inbox.topics.state(inbox.service), number))
                .toList();
        try (var restoring = inbox.clients.reader()) {
            var ends = KafkaClients.highWatermarks(admin, partitions);
            restoring.assign(partitions);
            restoring.seekToBeginning(partitions);
            var read = new HashMap<Integer, StateRecords<S>>();
            var deadline = System.nanoTime() + RESTORE_MAX.toNanos();
            while (partitions.stream().anyMatch(p -> restoring.position(p) < end(ends, p))) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(inbox.service + " could not read its state within " + RESTORE_MAX);
                }
                restoring
                        .poll(POLL)
                        .forEach(part -> read.computeIfAbsent(part.partition(), _ -> new StateRecords<>(inbox.decider))
                                .read(part.key(), part.value()));
            }
            read.forEach((number, records) -> states.put(number, records.states()));
        }
        LOG.infof("%s inbox owns partitions %s", inbox.service, numbers);
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        reader.handsChanged();
        revoked.forEach(p -> states.remove(p.partition()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }
}
