package dev.slipway.simulator.engine;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Act;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.RetryPolicy;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import dev.slipway.service.work.Stage;
import dev.slipway.service.work.WorkTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service's acting: the real table of open work and the real actor, over the simulated log. */
public final class SimulatedWork<W> implements Part {
    private final String service;
    private final RowCodec<W> codec;
    private final Supplier<Actor<W>> actors;
    private final RetryPolicy retries;
    private final Log log;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final List<Owner> owners = new ArrayList<>();
    private final int[] epochs = new int[Log.PARTITIONS];
    private final List<Table> tables =
            Stream.generate(Table::new).limit(Log.PARTITIONS).toList();

    /** An instance's view of a partition: the table up to where it has read. */
    private final class Owner {
        private final int partition;
        private final int epoch;
        private final Act<W> act = new Act<>(actors.get(), retries);
        private final WorkTable<W> table = new WorkTable<>(codec);
        private int position;

        private Owner(int partition) {
            this.partition = partition;
            epoch = epochs[partition];
            readOn();
        }

        private void readOn() {
            var rows = log.partition(service + ".work", partition);
            for (; position < rows.size(); position++) {
                table.read(rows.get(position).key(), rows.get(position).value());
            }
        }

        private boolean current() {
            return epoch == epochs[partition];
        }
    }

    public SimulatedWork(
            String service, Class<W> intent, Supplier<Actor<W>> actors, Log log, Chaos chaos, VirtualClock clock) {
        this.actors = actors;
        this.service = service;
        this.log = log;
        this.chaos = chaos;
        this.clock = clock;
        codec = new RowCodec<>(intent);
        retries = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(12), chaos.random());
        restart();
    }

    @Override
    public void restart() {
        owners.clear();
        for (var partition = 0; partition < Log.PARTITIONS; partition++) {
            epochs[partition]++;
            owners.add(new Owner(partition));
        }
    }

    @Override
    public void rebalance(int partition) {
        epochs[partition]++;
        if (!chaos.happens(0.5)) {
            owners.removeIf(owner -> owner.partition == partition);
        }
        owners.add(new Owner(partition));
    }

    @Override
    public boolean step() {
        // A zombie has not read on since it fell behind: it acts on what it knew.
        owners.stream().filter(Owner::current).forEach(Owner::readOn);
        for (var owner : List.copyOf(owners)) {
            var due = owner.table.begin(clock.instant(), 1);
            if (!due.isEmpty()) {
                try {
                    run(owner, due.getFirst());
                } catch (Chaos.Crash e) {
                    restart();
                }
                return true;
            }
        }
        return false;
    }

    /** The rows that are open, as the log has them. */
    public List<Row<W>> open() {
        return IntStream.range(0, Log.PARTITIONS)
                .boxed()
                .flatMap(
                        partition -> tables.get(partition).readTo(log.partition(service + ".work", partition)).stream())
                .map(codec::decode)
                .toList();
    }

    /** A partition of the table, read on from where it was read to. */
    private static final class Table {
        private final Map<String, byte[]> rows = new LinkedHashMap<>();
        private int position;

        private Collection<byte[]> readTo(List<Log.Entry> entries) {
            for (; position < entries.size(); position++) {
                var entry = entries.get(position);
                if (entry.value() == null) {
                    rows.remove(entry.key());
                } else if (!entry.key().endsWith("|note")) {
                    rows.put(entry.key(), entry.value());
                }
            }
            return rows.values();
        }
    }

    private void run(Owner owner, WorkTable.Due<W> due) {
        Outcome<W> outcome;
        try {
            outcome = owner.act.on(due, new SimulatedStage(owner, due));
        } catch (Fenced e) {
            owners.remove(owner);
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        chaos.mayCrash();
        chaos.mayLast(0.3);
        if (!owners.contains(owner)) {
            return;
        }
        if (!commit(owner, entries(owner, due.resource(), outcome))) {
            owners.remove(owner);
            return;
        }
        owner.table.settle(due.resource(), outcome);
        owner.table.release(due.resource());
        chaos.mayCrash();
    }

    private boolean commit(Owner owner, List<Log.Entry> entries) {
        if (!owner.current() && chaos.has(Guard.FENCE)) {
            return false;
        }
        log.append(entries);
        return true;
    }

    private List<Log.Entry> entries(Owner owner, String resource, Outcome<W> outcome) {
        var entries = new ArrayList<Log.Entry>();
        var now = clock.instant();
        outcome.facts().forEach(said -> entries.add(fact(said.cause(), said.event())));
        outcome.closed().forEach(row -> entries.add(entry(owner, row.key(), null)));
        outcome.later()
                .forEach(later ->
                        entries.add(entry(owner, later.row().key(), codec.encode(owner.act.rewritten(later, now)))));
        if (outcome.note() != null) {
            entries.add(entry(owner, resource + "|note", Json.write(outcome.note())));
        }
        return entries;
    }

    private Log.Entry fact(Cause cause, Event event) {
        return Log.of(Envelope.follow(cause, event, service, clock.instant()), event);
    }

    private Log.Entry entry(Owner owner, String key, byte @Nullable [] value) {
        return new Log.Entry(service + ".work", owner.partition, key, Map.of(), value);
    }

    /** Unchecked and no RuntimeException, so that no actor takes it for a passing failure. */
    private static final class Fenced extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class SimulatedStage implements Stage<W> {
        private final Owner owner;
        private final WorkTable.Due<W> due;

        private SimulatedStage(Owner owner, WorkTable.Due<W> due) {
            this.owner = owner;
            this.due = due;
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public void say(Cause cause, Event event) {
            say(List.of(new Outcome.Said(cause, event)));
        }

        @Override
        public void say(List<Outcome.Said> said) {
            chaos.mayCrash();
            var entries = facts(said);
            if (!entries.isEmpty() && !commit(owner, entries)) {
                throw new Fenced();
            }
        }

        private List<Log.Entry> facts(List<Outcome.Said> said) {
            return said.stream().map(one -> fact(one.cause(), one.event())).toList();
        }

        @Override
        public void keep(Object note) {
            say(List.of(), note);
        }

        @Override
        public void say(List<Outcome.Said> said, Object note) {
            chaos.mayCrash();
            var entries = new ArrayList<>(facts(said));
            if (chaos.has(Guard.KEPT_FIRST)) {
                var written = Json.write(note);
                owner.table.keep(due.resource(), written);
                entries.add(entry(owner, due.resource() + "|note", written));
            }
            if (!entries.isEmpty() && !commit(owner, entries)) {
                throw new Fenced();
            }
        }

        @Override
        public List<Row<W>> newer() {
            if (owner.current()) {
                owner.readOn();
            }
            return owner.table.newer(due.resource(), due.rows());
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return owner.table.note(due.resource(), type);
        }
    }
}
