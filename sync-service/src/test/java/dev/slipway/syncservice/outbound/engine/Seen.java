package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.EngineHint;
import dev.slipway.syncservice.core.Looking;
import dev.slipway.syncservice.core.Observer;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.SyncDecider;
import dev.slipway.syncservice.core.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A service that looks and decides, without the topics between: what it has told, also as another instance of it after a restart. */
public final class Seen {
    private static final Duration SETTLE = Duration.ofMillis(600);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    public final List<EngineObserved> facts = new ArrayList<>();
    private final SyncDecider decider = new SyncDecider("cloud");
    private EnvironmentDesired row;
    private SyncState state = decider.initial();
    private Looking looking;

    public Seen(EnvironmentDesired row, Sight sight) {
        this.row = row;
        looking = looking(sight, "first");
    }

    public void restartedWith(Sight sight) {
        looking = looking(sight, "second");
    }

    /** The environment's row is another one now. */
    public void wanted(EnvironmentDesired newer) {
        row = newer;
    }

    private Looking looking(Sight sight, String instance) {
        return new Looking(Map.of(row.engine(), sight), new Observer(SETTLE, instance), this::decide);
    }

    private CompletableFuture<?> decide(EngineHint seen) {
        var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), seen, "test", Instant.now());
        var decision = decider.routes().getLast().decide(state, new Fact<>(envelope, seen));
        state = decision.state();
        decision.facts().forEach(said -> facts.add((EngineObserved) said.event()));
        return CompletableFuture.completedFuture(null);
    }

    /** Goes on looking for a while. */
    public void look(Duration time) throws InterruptedException {
        for (var until = Instant.now().plus(time); Instant.now().isBefore(until); Thread.sleep(PERIOD)) {
            looking.look(List.of(row), Instant.now());
        }
    }

    /** Looks until so many facts are told, and a while longer: there must be no more of them. */
    public EngineObserved told(int count, EngineSync sync, EngineHealth health) throws InterruptedException {
        for (var until = Instant.now().plus(ENOUGH);
                facts.size() < count && Instant.now().isBefore(until); ) {
            look(PERIOD);
        }
        look(SETTLE.multipliedBy(3));
        assertThat(facts).hasSize(count);
        assertThat(facts.getLast().sync()).isEqualTo(sync);
        assertThat(facts.getLast().health()).isEqualTo(health);
        return facts.getLast();
    }
}
