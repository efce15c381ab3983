package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.wire.Json;
import dev.slipway.service.flow.Pace;
import dev.slipway.service.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private final Pace pace = new Pace();
    private final Map<String, ConsumerRecord<String, byte[]>> unreadable = new HashMap<>();
    private final Runnable next;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;
    private volatile boolean whole;
    private long end;

    private record Settled<W>(String resource, Outcome<W> outcome) {}

    /** @param next begins what is due on all shelves */
    Shelf(OpenWork<W> work, int partition, Runnable next) {
        this.work = work;
        this.partition = partition;
        this.next = next;
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

    void read(ConsumerRecord<String, byte[]> read) {
        unreadable.remove(read.key());
        try {
            table.read(read.key(), read.value());
        } catch (IllegalArgumentException e) {
            LOG.errorf("service=%s cannot read open work %s: %s", work.service, read.key(), e.getMessage());
            unreadable.put(read.key(), read);
        }
    }

    /** Notices that the table has been read to its end, or that an act has broken the shelf. */
    void readUpTo(long position) {
        var broken = failure;
        if (broken != null) {
            throw broken;
        }
        whole = whole || position >= end;
        if (whole && !unreadable.isEmpty()) {
            moveUnreadable();
        }
    }

    /** A row that nobody can read would hang for ever: it goes to the dead letters as it is, in the same transaction. */
    private void moveUnreadable() {
        synchronized (transaction) {
            producer.beginTransaction();
            unreadable.values().forEach(read -> {
                send(Records.deadLetter(work.topics, work.service, read, "no row of open work"));
                put(read.key(), null);
                work.metrics.deadLetter();
            });
            producer.commitTransaction();
        }
        unreadable.clear();
    }

    /** @return whether something was due, and there was a slot for it */
    boolean begin() {
        if (closed || !whole || failure != null || !work.slots.tryAcquire()) {
            return false;
        }
        var due = table.begin(work.clock.instant(), 1);
        if (due.isEmpty()) {
            work.slots.release();
            return false;
        }
        var act = Thread.ofVirtual()
                .name(work.service + " " + due.getFirst().resource())
                .unstarted(() -> run(due.getFirst()));
        acts.add(act);
        act.start();
        return true;
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
        } catch (Error e) {
            failure = new IllegalStateException("an act on " + due.resource() + " broke", e);
        } finally {
            acts.remove(Thread.currentThread());
            work.slots.release();
        }
        next.run();
    }

    /** Whoever comes first takes the others' outcomes along. */
    private void commitOutcomes() {
        synchronized (pace) {
            if (outcomes.isEmpty()) {
                return;
            }
            pace.next();
            commit();
        }
    }

    private void commit() {
        synchronized (transaction) {
            var together = new ArrayList<Settled<W>>();
            outcomes.drainTo(together);
            together.forEach(settled -> table.settle(settled.resource(), settled.outcome()));
            producer.beginTransaction();
            var now = work.clock.instant();
            together.forEach(settled -> write(settled, now));
            producer.commitTransaction();
        }
    }

    private void write(Settled<W> settled, Instant now) {
        var outcome = settled.outcome();
        outcome.facts().forEach(said -> send(fact(said.cause(), said.event())));
        outcome.closed().forEach(row -> put(row.key(), null));
        outcome.ended().forEach(order -> put(order.key(), null));
        outcome.later().forEach(later -> put(later.row().key(), work.codec.encode(work.act.rewritten(later, now))));
        var note = outcome.note();
        if (note != null) {
            put(Row.noteKey(settled.resource()), Json.write(note));
        }
    }

    private ProducerRecord<String, byte[]> fact(Cause cause, Event event) {
        var envelope = Envelope.follow(cause, event, work.service, work.clock.instant());
        return Records.of(work.topics, envelope, event);
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
            say(List.of(new Outcome.Said(cause, event)));
        }

        @Override
        public void say(List<Outcome.Said> said) {
            if (said.isEmpty()) {
                return;
            }
            var facts = facts(said);
            synchronized (transaction) {
                producer.beginTransaction();
                facts.forEach(Shelf.this::send);
                producer.commitTransaction();
            }
        }

        private List<ProducerRecord<String, byte[]>> facts(List<Outcome.Said> said) {
            return said.stream().map(one -> fact(one.cause(), one.event())).toList();
        }

        @Override
        public void keep(Object note) {
            say(List.of(), note);
        }

        @Override
        public void say(List<Outcome.Said> said, Object note) {
            var written = Json.write(note);
            var facts = facts(said);
            synchronized (transaction) {
                table.keep(due.resource(), written);
                producer.beginTransaction();
                facts.forEach(Shelf.this::send);
                put(Row.noteKey(due.resource()), written);
                producer.commitTransaction();
            }
        }

        @Override
        public List<Row<W>> newer() {
            return table.newer(due.resource(), due.rows());
        }

        @Override
        public boolean newerWaits() {
            return !newer().isEmpty() || table.isGivenUp(due.resource());
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return table.note(due.resource(), type);
        }
    }
}
