package dev.slipway.configupdater.core;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For acts that ask nothing and say all at their end. */
final class NoStage implements Stage<ConfigWork> {
    private final Instant now;
    private final @Nullable Object note;

    NoStage() {
        this(null);
    }

    NoStage(@Nullable Object note) {
        this(Samples.NOON, note);
    }

    NoStage(Instant now, @Nullable Object note) {
        this.now = now;
        this.note = note;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void say(Cause cause, Event event) {
        throw new AssertionError("said before the end: " + event);
    }

    @Override
    public void keep(Object note) {
        throw new AssertionError("kept before the end: " + note);
    }

    @Override
    public List<Row<ConfigWork>> newer() {
        return List.of();
    }

    @Override
    public <N> Optional<N> note(Class<N> type) {
        return Optional.ofNullable(note).map(type::cast);
    }
}
