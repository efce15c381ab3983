package dev.slipway.service.work;

import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Open work while its clients live: reads the table, and lets the shelves of the partitions that it owns begin what is due. */
final class WorkSession<W> implements Loop.Session, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(OpenWork.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private final OpenWork<W> work;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final Map<Integer, Shelf<W>> shelves = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean ready;

    WorkSession(OpenWork<W> work) {
        this.work = work;
        admin = work.clients.admin();
        consumer = work.clients.member(work.topics.name(work.service + ".work"), CooperativeStickyAssignor.class);
        consumer.subscribe(List.of(work.topics.work(work.service)), this);
        work.metrics.openRows(
                () -> shelves.values().stream().mapToInt(Shelf::size).sum());
    }

    @Override
    public void turn() {
        consumer.poll(POLL).forEach(read -> shelf(read.partition()).read(read));
        for (var entry : shelves.entrySet()) {
            entry.getValue().readUpTo(consumer.position(partition(entry.getKey())));
        }
        beginWhatIsDue();
        ready = consumer.groupMetadata().generationId() > 0
                && shelves.values().stream().allMatch(Shelf::whole);
    }

    /** One of each shelf in turn, from another shelf each time: a backlog in one partition takes no slot from the others. */
    private void beginWhatIsDue() {
        var turn = new ArrayList<>(shelves.values());
        if (turn.isEmpty()) {
            return;
        }
        Collections.rotate(turn, turns.getAndIncrement() % turn.size());
        var begun = true;
        while (begun) {
            begun = false;
            for (var shelf : turn) {
                begun |= shelf.begin();
            }
        }
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return; // cooperative rebalances say so, and seekToBeginning of nothing would mean: of everything
        }
        // Taking the transactional id aborts what the former owner has begun; only then the end is the end.
        assigned.parallelStream()
                .forEach(p -> shelves.put(p.partition(), new Shelf<>(work, p.partition(), this::beginWhatIsDue)));
        KafkaClients.highWatermarks(admin, assigned)
                .forEach((p, end) -> shelf(p.partition()).wholeAt(end));
        consumer.seekToBeginning(assigned);
        tellShare();
        LOG.infof(
                "%s work owns partitions %s",
                work.service,
                assigned.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        revoked.stream()
                .map(p -> shelves.remove(p.partition()))
                .filter(Objects::nonNull)
                .forEach(Shelf::close);
        tellShare();
    }

    private void tellShare() {
        work.act.owns(shelves.size(), work.topics.partitions());
    }

    @Override
    public void close() {
        shelves.values().parallelStream().forEach(Shelf::close);
        consumer.close();
        admin.close();
    }

    private Shelf<W> shelf(int partition) {
        return Objects.requireNonNull(shelves.get(partition), "a record of a partition that is not ours");
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(work.topics.work(work.service), number);
    }
}
