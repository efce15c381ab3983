package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stage after part of its act: what that part keeps is what the next one finds, so that none undoes another. */
record Continued<W>(Stage<W> stage, Outcome<W> soFar) implements Stage<W> {

    @Override
    public Instant now() {
        return stage.now();
    }

    @Override
    public void say(Cause cause, Event event) {
        stage.say(cause, event);
    }

    @Override
    public List<Row<W>> newer() {
        return stage.newer();
    }

    @Override
    public <N> Optional<N> note(Class<N> type) {
        var kept = soFar.note();
        return kept == null ? stage.note(type) : Optional.of(type.cast(kept));
    }
}
