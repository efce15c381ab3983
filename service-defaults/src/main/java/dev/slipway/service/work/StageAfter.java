package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stage as it is after a part of the act: what that part keeps about the resource is what the next one finds. */
record StageAfter<W>(Stage<W> stage, Outcome<W> before) implements Stage<W> {

    @Override
    public Instant now() {
        return stage.now();
    }

    @Override
    public void say(Cause cause, Event event) {
        stage.say(cause, event);
    }

    @Override
    public void say(List<Outcome.Said> said) {
        stage.say(said);
    }

    @Override
    public void keep(Object note) {
        stage.keep(note);
    }

    @Override
    public void say(List<Outcome.Said> said, Object note) {
        stage.say(said, note);
    }

    @Override
    public List<Row<W>> newer() {
        return stage.newer();
    }

    @Override
    public boolean newerWaits() {
        return stage.newerWaits();
    }

    @Override
    public <N> Optional<N> note(Class<N> type) {
        var kept = before.note();
        return kept == null ? stage.note(type) : Optional.of(type.cast(kept));
    }
}
