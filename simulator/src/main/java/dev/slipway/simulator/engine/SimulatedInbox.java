package dev.slipway.simulator.engine;

import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.decide.Batch;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Route;
import dev.slipway.service.decide.StateRecords;
import dev.slipway.service.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A service's deciding: two instances share its partitions, as the real inbox does, over the simulated log. */
public final class SimulatedInbox<S> implements Part {
    private static final int POLL_MAX = 4;
    private final String service;
    private final Decider<S> decider;
    private final Log log;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final List<String> topics;
    private final Map<String, Integer> offsets = new HashMap<>();
    private final List<Owner> owners = new ArrayList<>();
    private final int[] generations = new int[Log.PARTITIONS];
    private int deadLetters;

    /** An instance's view of a partition it owns, or believes it owns. */
    private final class Owner {
        private final int partition;
        private final int generation;
        private final Map<String, S> states;
        private final Map<String, Integer> positions = new HashMap<>();

        private Owner(int partition) {
            this.partition = partition;
            generation = generations[partition];
            var kept = new StateRecords<>(decider);
            log.partition(service + ".state", partition).forEach(entry -> kept.read(entry.key(), entry.value()));
            states = kept.states();
            topics.forEach(topic -> positions.put(topic, offsets.getOrDefault(at(topic, partition), 0)));
        }

        private boolean current() {
            return generation == generations[partition];
        }
    }

    private record Polled<S>(Route<S, ?> route, Fact<?> fact) {}

    public SimulatedInbox(String service, Decider<S> decider, Log log, Chaos chaos, VirtualClock clock) {
        this.service = service;
        this.decider = decider;
        this.log = log;
        this.chaos = chaos;
        this.clock = clock;
        topics = Stream.concat(decider.routes().stream().map(Route::topic), Stream.of(control()))
                .toList();
        restart();
    }

    @Override
    public void restart() {
        owners.clear();
        for (var partition = 0; partition < Log.PARTITIONS; partition++) {
            generations[partition]++;
            owners.add(new Owner(partition));
        }
    }

    @Override
    public void rebalance(int partition) {
        generations[partition]++;
        if (!chaos.happens(0.5)) {
            owners.removeIf(owner -> owner.partition == partition);
        }
        owners.add(new Owner(partition));
    }

    @Override
    public boolean step() {
        var busy = owners.stream().filter(this::hasMore).toList();
        if (busy.isEmpty()) {
            return false;
        }
        var owner = chaos.oneOf(busy);
        try {
            decide(owner);
        } catch (Chaos.Crash e) {
            restart();
        }
        return true;
    }

    /** Somebody wants what was recorded to be decided once more. */
    public void replay(Log.Entry recorded) {
        log.append(List.of(new Log.Entry(
                control(), recorded.partition(), recorded.topic(), recorded.headers(), recorded.value())));
    }

    private String control() {
        return service + ".control";
    }

    public int deadLetters() {
        return deadLetters;
    }

    private boolean hasMore(Owner owner) {
        return topics.stream()
                .anyMatch(topic -> position(owner, topic)
                        < log.partition(topic, owner.partition).size());
    }

    private void decide(Owner owner) {
        var read = new HashMap<>(owner.positions);
        var batch = new Batch<S>(service, decider, owner.states::get, clock.instant());
        for (var polled : poll(owner, read)) {
            decideOne(batch, polled);
        }
        chaos.mayCrash();
        var entries = entries(owner, batch);
        if (!chaos.has(Guard.ATOMIC)) {
            log.append(entries);
            chaos.mayCrash();
        }
        if (!owner.current() && chaos.has(Guard.FENCE)) {
            owners.remove(owner); // a zombie finds out at its next transaction
            return;
        }
        if (chaos.has(Guard.ATOMIC)) {
            log.append(entries);
        }
        read.forEach((topic, offset) -> offsets.merge(at(topic, owner.partition), offset, Math::max));
        owner.positions.putAll(read);
        owner.states.putAll(batch.states());
        chaos.mayCrash();
    }

    private void decideOne(Batch<S> batch, Polled<S> polled) {
        try {
            batch.decide(polled.route(), polled.fact());
        } catch (RuntimeException e) {
            deadLetters++;
        }
    }

    /** Some records of the topics in any order between them; in order within each. */
    private List<Polled<S>> poll(Owner owner, Map<String, Integer> read) {
        var polled = new ArrayList<Polled<S>>();
        for (var i = 0; i <= chaos.below(POLL_MAX); i++) {
            var ready = topics.stream()
                    .filter(topic -> read.getOrDefault(topic, 0)
                            < log.partition(topic, owner.partition).size())
                    .toList();
            if (ready.isEmpty()) {
                break;
            }
            var topic = chaos.oneOf(ready);
            var entry = log.partition(topic, owner.partition).get(read.getOrDefault(topic, 0));
            read.merge(topic, 1, Integer::sum);
            var isReplay = topic.equals(control());
            var route = route(isReplay ? entry.key() : topic);
            new EventCodec(List.of(route.family()))
                    .decode(entry.headers(), entry.value())
                    .ifPresentOrElse(
                            fact -> polled.add(new Polled<>(route, isReplay ? fact.again() : fact)),
                            () -> deadLetters++);
        }
        return polled;
    }

    private Route<S, ?> route(String topic) {
        return decider.routes().stream()
                .filter(route -> route.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private List<Log.Entry> entries(Owner owner, Batch<S> batch) {
        var entries = new ArrayList<Log.Entry>();
        batch.stateRecords()
                .forEach((key, value) ->
                        entries.add(new Log.Entry(service + ".state", owner.partition, key, Map.of(), value)));
        batch.said().forEach(said -> entries.add(Log.of(said.fact().event(), said.record())));
        batch.rows()
                .forEach(row -> entries.add(new Log.Entry(
                        service + ".work",
                        KafkaClients.partitionOf(row.resource(), Log.PARTITIONS),
                        row.key(),
                        Map.of(),
                        batch.record(row))));
        return entries;
    }

    private int position(Owner owner, String topic) {
        return owner.positions.getOrDefault(topic, 0);
    }

    private static String at(String topic, int partition) {
        return topic + "/" + partition;
    }
}
