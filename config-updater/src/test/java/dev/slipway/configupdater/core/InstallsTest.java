package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.service.decide.Decision;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An engine that somebody asks for goes on to its cluster. */
class InstallsTest {
    private static final InstallEngine COMMAND =
            new InstallEngine("edge", "flux", "https://flux.example/install.yaml", "0".repeat(64), "li");

    @Test
    void itIsHandedOnAsItIs() {
        var order = fact().envelope().id();
        var desired = new EngineDesired("edge", "flux", COMMAND.from(), COMMAND.sha256(), "li", order);

        assertThat(decide(fact()).facts()).extracting(Decision.Said::event).containsExactly(desired);
        assertThat(desired.topic()).isEqualTo("desired.edge");
        assertThat(desired.key()).as("no other order's row").endsWith(order.toString());
    }

    @Test
    void whoReplaysWhatHappenedInstallsNothing() {
        assertThat(decide(fact().again()).facts()).isEmpty();
    }

    private static Decision<Lines> decide(Fact<InstallEngine> fact) {
        var decider = new ReleaseDecider();
        return decider.routes().stream()
                .filter(route -> route.family().equals(CommandEvent.class))
                .findFirst()
                .orElseThrow()
                .decide(decider.initial(), fact);
    }

    private static Fact<InstallEngine> fact() {
        var cause = new Cause(new UUID(0, 1), null, null);
        var now = Instant.parse("2026-11-20T12:00:00Z");
        return new Fact<>(Envelope.follow(cause, COMMAND, "console", now), COMMAND);
    }
}
