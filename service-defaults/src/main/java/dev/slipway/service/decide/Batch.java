package dev.slipway.service.decide;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Function<String, @Nullable S> committed;
    private final Instant now;
    private final Map<String, S> states = new HashMap<>();
    private final List<Fact<?>> facts = new ArrayList<>();
    private final List<Row<Object>> rows = new ArrayList<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, Integer> room = new HashMap<>();

    /** @param committed the state of a project as the last transaction left it; null where there is none */
    public Batch(String service, Decider<S> decider, Function<String, @Nullable S> committed, Instant now) {
        this.service = service;
        this.decider = decider;
        this.committed = committed;
        this.now = now;
    }

    /** @throws RuntimeException if the rule does, or if what it decides is too large to write; the batch is then as it was before */
    public <E extends Event> void decide(Route<S, E> route, Fact<?> fact) {
        var project = fact.event().project();
        var before = Objects.requireNonNullElseGet(
                states.get(project), () -> Objects.requireNonNullElseGet(committed.apply(project), decider::initial));
        var decision = route.decide(before, fact);
        var said = decision.facts().stream()
                .map(s -> new Fact<>(Envelope.follow(because(s.cause(), fact), s.event(), service, now), s.event()))
                .toList();
        var opened = decision.work().stream()
                .map(w -> Row.open(
                        w.resource(),
                        w.subject(),
                        because(w.cause(), fact),
                        w.intent(),
                        fact.envelope().time()))
                .toList();
        said.forEach(s -> EventCodec.data(s.event()));
        opened.forEach(row -> fits(row.key(), row));
        if (!decision.state().equals(before)) {
            fits(project, fact.event(), decision.state());
            states.put(project, decision.state());
        }
        facts.addAll(said);
        opened.forEach(this::open);
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

    public List<Fact<?>> facts() {
        return facts;
    }

    public List<Row<Object>> rows() {
        return rows;
    }

    /** A fact adds no more to a state than it could hold itself: as long as there is room for it, the whole state is not written to see. */
    private void fits(String project, Event fact, S state) {
        var left = room.getOrDefault(project, 0) - EventCodec.BYTES_MAX;
        if (left < 0 || fact instanceof CatalogEvent) {
            left = Json.RECORD_BYTES_MAX - fits("the state of " + project, state);
        }
        room.put(project, left);
    }

    private static int fits(String what, Object written) {
        var bytes = Json.write(written).length;
        if (bytes > Json.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    what + " would have " + bytes + " bytes, at most " + Json.RECORD_BYTES_MAX);
        }
        return bytes;
    }

    private static Cause because(@Nullable Cause given, Fact<?> fact) {
        return given == null ? fact.asCause() : given;
    }
}
