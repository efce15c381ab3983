package dev.slipway.syncservice.core.install;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage whose time passes only as the act rests. */
final class InstallStage implements Stage<InstallWork>, Patience {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    final List<Event> said = new ArrayList<>();
    final List<Row<InstallWork>> newer = new ArrayList<>();
    Instant now = NOON;
    boolean isLost;

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
        said.add(event);
    }

    @Override
    public void keep(Object note) {
        if (isLost) {
            throw new IllegalStateException("another instance has the partition");
        }
    }

    @Override
    public List<Row<InstallWork>> newer() {
        return newer;
    }

    @Override
    public <N> Optional<N> note(Class<N> type) {
        return Optional.empty();
    }
}
