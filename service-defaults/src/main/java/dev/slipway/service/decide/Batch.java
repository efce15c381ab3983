package dev.slipway.service.decide;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one transaction, before it is committed: states that changed, facts and rows to write. No Kafka in it, so that the
 * simulator runs the very same.
 */
public final class Batch<S> {
    private final String service;
    private final Decider<S> decider;
    private final Parts<S> parts;
    private final Function<String, @Nullable S> committed;
    private final Instant now;
    private final Map<String, S> states = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final List<Row<Object>> rows = new ArrayList<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, Integer> tableRows = new HashMap<>();
    private final Map<String, Integer> room = new HashMap<>();
    private final IdentityHashMap<Object, byte[]> encoded = new IdentityHashMap<>();

    /** @param committed the state of a project as the last transaction left it; null where there is none */
    public Batch(String service, Decider<S> decider, Function<String, @Nullable S> committed, Instant now) {
        this.service = service;
        this.decider = decider;
        this.committed = committed;
        this.now = now;
        parts = decider.parts();
    }

    /** A fact to be written, and the record that it is. */
    public record Said(Fact<?> fact, EventCodec.Encoded record) {
        private static Said of(Envelope envelope, Event event) {
            return new Said(new Fact<>(envelope, event), EventCodec.encode(envelope, event));
        }
    }

    /** @throws RuntimeException if the rule does, or if what it decides is too large to write; the batch is then as it was before */
    public <E extends Event> void decide(Route<S, E> route, Fact<?> fact) {
        var project = fact.event().project();
        var before = Objects.requireNonNullElseGet(
                states.get(project), () -> Objects.requireNonNullElseGet(committed.apply(project), decider::initial));
        var decision = route.decide(before, fact);
        var facts = decision.facts().stream()
                .map(s -> Said.of(Envelope.follow(because(s.cause(), fact), s.event(), service, now), s.event()))
                .toList();
        var opened = decision.work().stream()
                .map(w -> Row.open(
                        w.resource(),
                        w.subject(),
                        because(w.cause(), fact),
                        w.intent(),
                        fact.envelope().time()))
                .toList();
        opened.forEach(row -> encoded.put(row, fitting(row.key(), RowCodec.write(row))));
        if (!decision.state().equals(before)) {
            var changes = StateRecords.changes(parts, project, before, decision.state());
            changes.forEach((key, part) -> fits(key, fact.event(), part));
            states.put(project, decision.state());
        }
        facts.forEach(this::say);
        opened.forEach(this::open);
    }

    /** Of a table's row, its readers need no more than what it says at last. */
    private void say(Said fact) {
        var event = fact.fact().event();
        var known = EventCodec.isTable(event.topic())
                ? tableRows.putIfAbsent(event.topic() + "/" + event.key(), said.size())
                : null;
        if (known == null) {
            said.add(fact);
        } else {
            said.set(known, fact);
        }
    }

    private void open(Row<Object> row) {
        var known = newest.get(row.resource());
        var both =
                known == null ? Optional.<Row<Object>>empty() : rows.get(known).with(row);
        if (known != null && both.isPresent()) {
            rows.set(known, both.get());
        } else {
            newest.put(row.resource(), rows.size());
            rows.add(row);
        }
    }

    public Map<String, S> states() {
        return states;
    }

    /** What is to be written of the states, by key; null where it is gone. */
    public Map<String, byte @Nullable []> stateRecords() {
        var records = new HashMap<String, byte @Nullable []>();
        states.forEach((project, state) -> StateRecords.changes(parts, project, committed.apply(project), state)
                .forEach((key, part) -> records.put(key, part == null ? null : bytes(part))));
        return records;
    }

    public List<Said> said() {
        return said;
    }

    public List<Fact<?>> facts() {
        return said.stream().<Fact<?>>map(Said::fact).toList();
    }

    public List<Row<Object>> rows() {
        return rows;
    }

    public byte[] record(Row<Object> row) {
        var known = encoded.get(row);
        return known == null ? RowCodec.write(row) : known;
    }

    /** A fact adds no more to a part than it could hold itself: as long as there is room for it, the part is not written to see. */
    private void fits(String key, Event fact, @Nullable Object part) {
        if (part == null) {
            return;
        }
        var left = room.getOrDefault(key, 0) - EventCodec.BYTES_MAX;
        if (left < 0 || fact instanceof CatalogEvent) {
            var bytes = fitting("the state of " + key, Json.write(part));
            encoded.put(part, bytes);
            left = Json.RECORD_BYTES_MAX - bytes.length;
        }
        room.put(key, left);
    }

    private byte[] bytes(Object part) {
        var known = encoded.get(part);
        return known == null ? Json.write(part) : known;
    }

    private static byte[] fitting(String what, byte[] bytes) {
        if (bytes.length > Json.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    what + " would have " + bytes.length + " bytes, at most " + Json.RECORD_BYTES_MAX);
        }
        return bytes;
    }

    private static Cause because(@Nullable Cause given, Fact<?> fact) {
        return given == null ? fact.asCause() : given;
    }
}
