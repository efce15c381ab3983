package dev.slipway.simulator;

import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.Envelope;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.simulator.world.SimulatedSite;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** People who have an engine installed, now in one version and now in another, with the right checksum or a wrong one. */
final class Installs {
    static final String WRONG = "0".repeat(64);
    private final Log log;
    private final VirtualClock clock;
    private final Random random;

    Installs(Log log, VirtualClock clock, long seed) {
        this.log = log;
        this.clock = clock;
        random = new Random(~seed);
    }

    void perhaps() {
        if (random.nextInt(20) > 0) {
            return;
        }
        var version = SimulatedSite.VERSIONS.get(random.nextInt(SimulatedSite.VERSIONS.size()));
        var sha256 = random.nextInt(4) == 0 ? WRONG : SimulatedSite.sha256(version);
        var command = new InstallEngine(Catalogs.CLUSTER, "flux", SimulatedSite.from(version), sha256, "li");
        var asked = new Cause(new UUID(random.nextLong(), random.nextLong()), null, null);
        log.append(List.of(Log.of(Envelope.follow(asked, command, "console", clock.instant()), command)));
    }
}
