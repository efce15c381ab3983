package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.wire.Json;
import dev.slipway.service.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One partition of open work that this instance owns: its rows, its transactional id, and the acts under way. */
final class Shelf<W> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenWork.class);
    private final OpenWork<W> work;
    private final int partition;
    private final KafkaProducer<String, byte[]> producer;
    private final WorkTable<W> table;
    private final LinkedBlockingQueue<Settled<W>> outcomes = new LinkedBlockingQueue<>();
    private final Set<Thread> acts = ConcurrentHashMap.newKeySet();
    private final Object transaction = new Object();
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;
    private volatile boolean whole;
    private long end;

    private record Settled<W>(String resource, Outcome<W> outcome) {}

    Shelf(OpenWork<W> work, int partition) {
        this.work = work;
        this.partition = partition;
        table = new WorkTable<>(work.codec);
        producer = work.clients.transactionalProducer(work.topics.name(work.service + ".work." + partition));
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    void wholeAt(long position) {
        end = position;
    }

    boolean whole() {
        return whole;
    }

    int size() {
        return table.size();
    }

    void read(String key, byte @Nullable [] value) {
        try {
            table.read(key, value);
        } catch (IllegalArgumentException e) {
            LOG.errorf("service=%s passes over open work %s: %s", work.service, key, e.getMessage());
            work.metrics.deadLetter();
        }
    }

    /** Begins what is due once the table has been read to its end. */
    void readUpTo(long position) {
        var broken = failure;
        if (broken != null) {
            throw broken;
        }
        if (position >= end) {
            whole = true;
            begin();
        }
    }

    private void begin() {
        while (!closed && failure == null && work.slots.tryAcquire()) {
            var due = table.begin(work.clock.instant(), 1);
            if (due.isEmpty()) {
                work.slots.release();
                return;
            }
            var act = Thread.ofVirtual()
                    .name(work.service + " " + due.getFirst().resource())
                    .unstarted(() -> run(due.getFirst()));
            acts.add(act);
            act.start();
        }
    }

    private void run(WorkTable.Due<W> due) {
        var started = System.nanoTime();
        try {
            var outcome = work.act.on(due, new ActStage(due));
            work.metrics.acted(Duration.ofNanos(System.nanoTime() - started), word(outcome));
            outcomes.add(new Settled<>(due.resource(), outcome));
            commitOutcomes();
            table.release(due.resource());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e; // the loop sees it and starts anew
        } finally {
            acts.remove(Thread.currentThread());
            work.slots.release();
        }
        begin();
    }

    /** Whoever comes first takes the others' outcomes along. */
    private void commitOutcomes() {
        synchronized (transaction) {
            var together = new ArrayList<Settled<W>>();
            outcomes.drainTo(together);
            if (together.isEmpty()) {
                return;
            }
            together.forEach(settled -> table.settle(settled.resource(), settled.outcome()));
            producer.beginTransaction();
            var now = work.clock.instant();
            together.forEach(settled -> write(settled, now));
            producer.commitTransaction();
        }
    }

    private void write(Settled<W> settled, Instant now) {
        var outcome = settled.outcome();
        outcome.facts().forEach(said -> publish(said.cause(), said.event()));
        outcome.closed().forEach(row -> put(row.key(), null));
        outcome.later().forEach(later -> put(later.row().key(), work.codec.encode(work.act.rewritten(later, now))));
        var note = outcome.note();
        if (note != null) {
            put(Row.noteKey(settled.resource()), Json.write(note));
        }
    }

    private void publish(Cause cause, Event event) {
        var envelope = Envelope.follow(cause, event, work.service, work.clock.instant());
        send(Records.of(work.topics, envelope, event));
    }

    private void put(String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(work.topics.work(work.service), partition, key, value));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a record that fails makes the commit fail
    private void send(ProducerRecord<String, byte[]> written) {
        producer.send(written);
    }

    private String word(Outcome<W> outcome) {
        if (outcome.later().stream().anyMatch(Outcome.Later::failed)) {
            return "retry";
        }
        return outcome.closed().isEmpty() ? "waits" : "done";
    }

    /** Acts under way are ended where they wait; what they did is done again by the next owner. */
    @Override
    public void close() {
        closed = true;
        acts.forEach(Thread::interrupt);
        producer.close(Duration.ZERO);
    }

    private final class ActStage implements Stage<W> {
        private final WorkTable.Due<W> due;

        private ActStage(WorkTable.Due<W> due) {
            this.due = due;
        }

        @Override
        public Instant now() {
            return work.clock.instant();
        }

        @Override
        public void say(Cause cause, Event event) {
            synchronized (transaction) {
                producer.beginTransaction();
                publish(cause, event);
                producer.commitTransaction();
            }
        }

        @Override
        public List<Row<W>> newer() {
            return table.newer(due.resource(), due.rows());
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return table.note(due.resource(), type);
        }
    }
}
