package dev.slipway.simulator;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.syncservice.core.EngineInspected;
import dev.slipway.syncservice.core.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Two instances of a sync-service, which find the engines of their cluster now so and now so, and say it twice, or late. */
final class Witnesses {
    private final Log log;
    private final VirtualClock clock;
    private final Random random;
    private final List<EngineInspected> late = new ArrayList<>();
    private long looks;

    Witnesses(Log log, VirtualClock clock, long seed) {
        this.log = log;
        this.clock = clock;
        random = new Random(seed);
    }

    void look() {
        var engine = random.nextBoolean() ? "flux" : "argocd";
        var health = List.of(EngineHealth.HEALTHY, EngineHealth.DEGRADED, EngineHealth.MISSING)
                .get(random.nextInt(3));
        var finding = new Finding(engine, engine, health, null, List.of(), List.of(), List.of());
        var now = clock.instant().plusNanos(++looks);
        var witness = random.nextBoolean() ? "a" : "b";
        var seen = new EngineInspected(Catalogs.CLUSTER, finding, now, now, witness);
        if (random.nextInt(3) == 0) {
            late.add(seen);
        } else {
            say(seen, now);
        }
        if (random.nextInt(3) == 0) {
            say(seen, now);
        }
        if (!late.isEmpty() && random.nextInt(3) == 0) {
            say(late.removeFirst(), now);
        }
    }

    void sayWhatIsLate() {
        late.forEach(seen -> say(seen, clock.instant()));
        late.clear();
    }

    private void say(EngineInspected seen, Instant now) {
        var cause = new Cause(new UUID(random.nextLong(), random.nextLong()), null, null);
        var envelope = Envelope.follow(cause, seen, "sync-service." + Catalogs.CLUSTER, now);
        log.append(List.of(Log.of(envelope, seen)));
    }
}
