package dev.slipway.syncservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stage whose time passes only as the act rests. */
public final class FakeStage<W> implements Stage<W>, Patience {
    public final List<Outcome.Said> said = new ArrayList<>();
    public final List<Row<W>> newer = new ArrayList<>();

    @Nullable
    Object note;

    public Instant now = Desired.NOON;
    public Runnable kept = () -> {};

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void rest(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public void say(Cause cause, Event event) {
        said.add(new Outcome.Said(cause, event));
    }

    @Override
    public void keep(Object note) {
        this.note = note;
        kept.run();
    }

    @Override
    public List<Row<W>> newer() {
        return newer;
    }

    @Override
    public <N> Optional<N> note(Class<N> type) {
        return Optional.ofNullable(note).map(type::cast);
    }
}
