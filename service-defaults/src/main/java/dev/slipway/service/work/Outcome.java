package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an act: facts to publish, rows that are done, rows to try again. One transaction. */
public final class Outcome<W> {
    private final List<Said> facts = new ArrayList<>();
    private final List<Row<W>> closed = new ArrayList<>();
    private final List<Later<W>> later = new ArrayList<>();
    private final List<Order> ended = new ArrayList<>();
    private @Nullable Object note;

    /** @param failed whether this was an attempt that went wrong, rather than a wait that was planned */
    public record Later<W>(Row<W> row, Duration delay, String why, boolean failed) {}

    public record Said(Cause cause, Event event) {}

    public static <W> Outcome<W> none() {
        return new Outcome<>();
    }

    public Outcome<W> say(Row<W> row, Event event) {
        return say(row.cause(), event);
    }

    public Outcome<W> say(Cause cause, Event event) {
        facts.add(new Said(cause, event));
        return this;
    }

    public Outcome<W> close(Row<W> row) {
        closed.add(row);
        return this;
    }

    /** Tries the row again after a time that is known. */
    public Outcome<W> again(Row<W> row, Duration delay, String waitsFor) {
        later.add(new Later<>(row, delay, waitsFor, false));
        return this;
    }

    /** Tries the row again, later each time, until its budget is used up. */
    public Outcome<W> retry(Row<W> row, String why) {
        later.add(new Later<>(row, Duration.ZERO, why, true));
        return this;
    }

    /** Keeps something about the resource for its later acts, in place of what was kept before. */
    public Outcome<W> keep(Object kept) {
        note = kept;
        return this;
    }

    Outcome<W> end(Order order) {
        ended.add(order);
        return this;
    }

    /** The orders of people that have been carried out. */
    public List<Order> ended() {
        return ended;
    }

    public Outcome<W> and(Outcome<W> other) {
        ended.addAll(other.ended);
        facts.addAll(other.facts);
        closed.addAll(other.closed);
        later.addAll(other.later);
        if (other.note != null) {
            note = other.note;
        }
        return this;
    }

    /** @throws IllegalArgumentException if something of it is too large to be written */
    void mustFit(String resource) {
        facts.forEach(said -> EventCodec.data(said.event()));
        if (note != null && Json.write(note).length > Json.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException("what is kept about " + resource + " grew too large");
        }
        for (var each : later) {
            if (Json.write(each.row()).length > Json.RECORD_BYTES_MAX) {
                throw new IllegalArgumentException("what waits for " + resource + " grew too large");
            }
        }
    }

    public List<Said> facts() {
        return List.copyOf(facts);
    }

    public List<Row<W>> closed() {
        return List.copyOf(closed);
    }

    public List<Later<W>> later() {
        return List.copyOf(later);
    }

    public @Nullable Object note() {
        return note;
    }
}
