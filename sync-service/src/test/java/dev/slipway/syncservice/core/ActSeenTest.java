package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What acts tell of an engine that nobody watches. */
class ActSeenTest {
    private static final Failure CRASH = new Failure(Segment.CLUSTER, "it crashes", "mend it");
    private final FakeStage<SyncWork> stage = new FakeStage<>();
    private final FakeCluster cluster = new FakeCluster();
    private final Row<SyncWork> row = Desired.work(Desired.row(3, Desired.release("server", 7)));
    private String file = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";

    @Test
    void whatIsRolledOutIsInSyncAndHealthy() throws Exception {
        cluster.rollsOut(new Done(2));

        var seen = seen(act());

        assertThat(seen.observation())
                .isEqualTo(new Observation(
                        "direct",
                        "Namespace hichat-prod",
                        EngineSync.SYNCED,
                        EngineHealth.HEALTHY,
                        "%040x".formatted(3),
                        null,
                        1));
        assertThat(seen.wanted()).isTrue();
        assertThat(seen.topic()).isEqualTo("sync-service.cloud.hint");
    }

    @Test
    void itBelongsToNoDelivery() throws Exception {
        cluster.rollsOut(new Done(2));

        assertThat(act().facts())
                .filteredOn(said -> said.event() instanceof EngineSeen)
                .singleElement()
                .satisfies(said -> assertThat(said.cause().delivery()).isNull());
    }

    @Test
    void whatCrashesIsDegradedAlsoWhereItsEndWasSaidBefore() throws Exception {
        cluster.rollsOut(new Broken(CRASH, Set.of("registry.example/server"), new Done(0)));
        act();

        assertThat(seen(act()).observation()).satisfies(observation -> {
            assertThat(observation.sync()).isEqualTo(EngineSync.SYNCED);
            assertThat(observation.health()).isEqualTo(EngineHealth.DEGRADED);
            assertThat(observation.message()).isEqualTo("it crashes");
        });
    }

    @Test
    void whatIsLateIsDegraded() throws Exception {
        cluster.rollsOut(new UnderWay("0 of 2"));

        assertThat(seen(act()).observation().health()).isEqualTo(EngineHealth.DEGRADED);
    }

    @Test
    void whatCannotBeAppliedIsOutOfSync() throws Exception {
        file = "{";

        assertThat(seen(act()).observation()).satisfies(observation -> {
            assertThat(observation.sync()).isEqualTo(EngineSync.OUT_OF_SYNC);
            assertThat(observation.health()).isEqualTo(EngineHealth.UNKNOWN);
            assertThat(observation.revision()).isNull();
        });
    }

    @Test
    void whereSomebodyLooksAtTheEngineActsTellNothing() throws Exception {
        cluster.rollsOut(new Done(2));
        var direct = direct();
        var watched = new Engine() {
            @Override
            public Plan plan(EnvironmentDesired desired) throws java.io.IOException {
                return direct.plan(desired);
            }

            @Override
            public Optional<Sight> sight() {
                return Optional.of(new FakeSight());
            }
        };

        assertThat(act(watched).facts()).noneMatch(said -> said.event() instanceof EngineSeen);
    }

    private Outcome<SyncWork> act() throws Exception {
        return act(direct());
    }

    private Outcome<SyncWork> act(Engine engine) throws Exception {
        var synchronizer = new Synchronizer(
                Map.of("direct", engine),
                SyncStrategies.found(),
                new Beginnings(1, Duration.ZERO),
                Duration.ofMinutes(5));
        var outcome = synchronizer.act("hichat/prod", List.of(row), stage);
        stage.note = outcome.note();
        return outcome;
    }

    private Direct direct() {
        return new Direct(_ -> Map.of("prod/all.yaml", file.getBytes(StandardCharsets.UTF_8)), cluster, stage);
    }

    private static EngineSeen seen(Outcome<SyncWork> outcome) {
        return outcome.facts().stream()
                .map(Outcome.Said::event)
                .filter(EngineSeen.class::isInstance)
                .map(EngineSeen.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
