package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.Seen;
import dev.slipway.syncservice.outbound.engine.Watches;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of an Application in a real API server; its controller is simulated. */
@NeedsCluster
class RealArgoSightTest {
    private static final Duration SHORTLY = Duration.ofMillis(250);
    private ArgoFixture fixture;
    private EnvironmentDesired desired;
    private Seen seen;

    @BeforeEach
    void start() throws Exception {
        fixture = new ArgoFixture();
        fixture.pushed(1, "one");
        desired = fixture.desired(1, 1, fixture.settings());
        seen = new Seen(desired, fixture.engine.sight().orElseThrow());
        fixture.ended(desired);
        seen.told(1, EngineSync.SYNCED, EngineHealth.HEALTHY);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theReleaseIsThere() {
        assertThat(seen.facts.getFirst()).satisfies(fact -> {
            assertThat(fact.object()).isEqualTo("Application " + fixture.namespace + "/shop-prod");
            assertThat(fact.engine()).isEqualTo("argocd");
            assertThat(fact.revision()).isEqualTo("%040x".formatted(1));
        });
    }

    @Test
    void whatOnlyPassesIsNotToldAndWhatStaysIsToldOnce() throws Exception {
        for (var i = 0; i < 5; i++) {
            fixture.argo.health("Degraded", "a pod crashes");
            seen.look(SHORTLY);
            fixture.argo.health("Healthy", "");
            seen.look(SHORTLY);
        }
        seen.told(1, EngineSync.SYNCED, EngineHealth.HEALTHY);

        fixture.argo.health("Degraded", "2 of 3 pods crash");
        assertThat(seen.told(2, EngineSync.SYNCED, EngineHealth.DEGRADED).message())
                .isEqualTo("2 of 3 pods crash");

        fixture.argo.health("Healthy", "");
        seen.told(3, EngineSync.SYNCED, EngineHealth.HEALTHY);
    }

    @Test
    void aRestartTellsNothingAgainAndMissesNothing() throws Exception {
        try (var others = new Watches(fixture.client)) {
            seen.restartedWith(fixture.engine(fixture.client, others).sight().orElseThrow());
            seen.told(1, EngineSync.SYNCED, EngineHealth.HEALTHY);
        }
        fixture.argo.health("Degraded", "while nobody looked");
        try (var others = new Watches(fixture.client)) {
            seen.restartedWith(fixture.engine(fixture.client, others).sight().orElseThrow());
            seen.told(2, EngineSync.SYNCED, EngineHealth.DEGRADED);
        }
    }

    @Test
    void whatIsDeletedIsMissingUntilItIsThereAgain() throws Exception {
        fixture.client.resource(fixture.application()).delete();

        assertThat(seen.told(2, EngineSync.UNKNOWN, EngineHealth.MISSING).message())
                .isEqualTo("there is no Application " + fixture.namespace + "/shop-prod");

        fixture.ended(desired);
        seen.told(3, EngineSync.SYNCED, EngineHealth.HEALTHY);
    }

    @Test
    void aRevisionIsNewsForTheEnvironmentThatIsToHaveIt() throws Exception {
        var revision = fixture.pushed(2, "two");
        var next = fixture.desired(2, 2, fixture.settings());
        fixture.ended(next);
        seen.told(1, EngineSync.SYNCED, EngineHealth.HEALTHY);

        seen.wanted(next);

        assertThat(seen.told(2, EngineSync.SYNCED, EngineHealth.HEALTHY).revision())
                .isEqualTo(revision);
    }
}
