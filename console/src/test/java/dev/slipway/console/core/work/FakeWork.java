package dev.slipway.console.core.work;

import dev.slipway.events.Cause;
import dev.slipway.service.work.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Two services, and what waits in them. */
final class FakeWork implements Work {
    final List<OpenRow> open = new ArrayList<>();
    final List<PausedWork> paused = new ArrayList<>();

    OpenRow waits(String service, String resource, String subject) {
        var cause = new Cause(new UUID(1, open.size()), null, null);
        var row = Row.open(resource, subject, cause, Map.of(), Instant.EPOCH);
        var waiting = new OpenRow(
                service, resource, row.key(), row.id(), null, Instant.EPOCH, 0, Instant.EPOCH, "its turn", null);
        open.add(waiting);
        return waiting;
    }

    @Override
    public List<String> services() {
        return List.of("build-service", "config-updater");
    }

    @Override
    public List<OpenRow> open() {
        return open;
    }

    @Override
    public List<PausedWork> paused() {
        return paused;
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return List.of();
    }

    @Override
    public Optional<DeadLetter> deadLetter(String id) {
        return Optional.empty();
    }
}
