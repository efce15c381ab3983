package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.wire.Json;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.StateRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the decider makes of what instances have seen. */
class EngineSeenTest {
    private static final String OBJECT = "Application argocd/hichat-prod";
    private final SyncDecider decider = new SyncDecider("cloud");
    private SyncState state = decider.initial();
    private Instant now = Desired.NOON;

    @Test
    void whatIsSeenFirstIsTold() {
        assertThat(decide(seen("a", 5, EngineHealth.HEALTHY)))
                .containsExactly(new EngineObserved(
                        Desired.PROD,
                        "cloud",
                        "argocd",
                        OBJECT,
                        EngineSync.SYNCED,
                        EngineHealth.HEALTHY,
                        "r1",
                        null,
                        3,
                        Desired.NOON));
    }

    @Test
    void whatASecondInstanceSeesTooIsNotToldTwice() {
        decide(seen("a", 5, EngineHealth.DEGRADED));

        assertThat(decide(seen("b", 5, EngineHealth.DEGRADED))).isEmpty();
    }

    @Test
    void norAfterARestart() {
        decide(seen("a", 5, EngineHealth.DEGRADED));
        restart();

        assertThat(decide(seen("c", 5, EngineHealth.DEGRADED))).isEmpty();
        assertThat(decide(seen("c", 6, EngineHealth.HEALTHY))).hasSize(1);
    }

    /** Who looked before it left may say so late. */
    @Test
    void nothingIsToldOfWhatHasLeftAndAllIsNewsWhenItIsBack() {
        decide(seen("a", 5, EngineHealth.HEALTHY));
        desired(Desired.row(2).left());
        restart();

        assertThat(decide(seen("a", 6, EngineHealth.DEGRADED))).isEmpty();
        assertThat(state.told()).isEmpty();

        desired(Desired.row(3));
        restart();
        assertThat(decide(seen("a", 7, EngineHealth.HEALTHY))).hasSize(1);
    }

    @Test
    void aTransitionIsToldAndSoIsTheWayBack() {
        decide(seen("a", 5, EngineHealth.HEALTHY));

        assertThat(decide(seen("a", 6, EngineHealth.DEGRADED))).hasSize(1);
        assertThat(decide(seen("a", 7, EngineHealth.HEALTHY))).hasSize(1);
    }

    @Test
    void oneWhoLagsBehindTellsNothingThatIsOver() {
        decide(seen("a", 5, EngineHealth.DEGRADED));
        decide(seen("a", 6, EngineHealth.HEALTHY));

        assertThat(decide(seen("b", 5, EngineHealth.DEGRADED))).isEmpty();
        assertThat(decide(seen("b", 6, EngineHealth.HEALTHY))).isEmpty();
    }

    @Test
    void aClusterThatWasRestoredFromACopyIsBelievedAfterAWhile() {
        decide(seen("a", 5_000, EngineHealth.HEALTHY));
        now = now.plus(Duration.ofMinutes(2));

        assertThat(decide(seen("b", 40, EngineHealth.DEGRADED))).hasSize(1);
    }

    @Test
    void whoSeesNothingProvesNothingWhereAnotherOneSaw() {
        decide(seen("a", 5, EngineHealth.HEALTHY));

        assertThat(decide(lost("b"))).isEmpty();
        assertThat(decide(lost("a"))).hasSize(1);
        assertThat(decide(seen("a", 5, EngineHealth.HEALTHY))).as("and back").hasSize(1);
    }

    @Test
    void whereNobodySeesAnythingAnyMoreEvenAnotherWitnessIsBelieved() {
        decide(seen("a", 5, EngineHealth.HEALTHY));
        now = now.plus(Duration.ofMinutes(10));
        assertThat(decide(lost("b"))).as("a may still see it").isEmpty();
        decide(seen("a", 5, EngineHealth.HEALTHY));
        now = now.plus(Duration.ofMinutes(15));
        assertThat(decide(lost("b"))).as("a has seen it since").isEmpty();

        now = now.plus(Duration.ofMinutes(5));

        assertThat(decide(lost("b")))
                .singleElement()
                .satisfies(fact -> assertThat(fact.health()).isEqualTo(EngineHealth.UNKNOWN));
    }

    @Test
    void aDeletionThatANewWitnessSeesAtOnceIsBelievedWhenItSaysSoAgain() {
        var missing = new Sighting(Observation.missing("argocd", OBJECT), 0);
        decide(seen("a", 5, EngineHealth.HEALTHY));
        assertThat(decide(seen("b", missing))).isEmpty();

        now = now.plus(Duration.ofSeconds(70));

        assertThat(decide(seen("b", missing)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.health()).isEqualTo(EngineHealth.MISSING));
    }

    @Test
    void whatIsDeletedIsTold() {
        decide(seen("a", 5, EngineHealth.HEALTHY));

        assertThat(decide(seen("a", new Sighting(Observation.missing("argocd", OBJECT), 0))))
                .singleElement()
                .satisfies(fact -> assertThat(fact.health()).isEqualTo(EngineHealth.MISSING));
    }

    @Test
    void anotherRevisionIsToldWhereItIsTheWantedOne() {
        decide(seen("a", 5, EngineHealth.HEALTHY));

        assertThat(decide(seen("a", 6, "somebody else's"))).isEmpty();
        assertThat(decide(seen("a", 7, "%040x".formatted(1)))).hasSize(1);
        assertThat(decide(seen("a", 8, "%040x".formatted(1)))).isEmpty();
    }

    @Test
    void anotherObjectIsAnotherStory() {
        decide(seen("a", 5_000, EngineHealth.HEALTHY));
        var other = new Observation(
                "flux", "Kustomization flux-system/x", EngineSync.SYNCED, EngineHealth.HEALTHY, null, null, null);

        assertThat(decide(seen("b", new Sighting(other, 1)))).hasSize(1);
    }

    @Test
    void theStateOfBeforeEnginesWereSeenIsRead() {
        var records = new StateRecords<>(decider);
        records.read(
                "hichat", "{\"generations\":{\"hichat/prod\":7}}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(records.states().get("hichat"))
                .satisfies(read -> assertThat(read.of(Desired.PROD)).isEqualTo(7));
    }

    private static EngineSeen seen(String witness, long version, EngineHealth health) {
        return seen(
                witness,
                new Sighting(new Observation("argocd", OBJECT, EngineSync.SYNCED, health, "r1", null, 3), version));
    }

    private static EngineSeen seen(String witness, long version, String revision) {
        return seen(
                witness,
                new Sighting(
                        new Observation("argocd", OBJECT, EngineSync.SYNCED, EngineHealth.HEALTHY, revision, null, 3),
                        version));
    }

    private static EngineSeen seen(String witness, Sighting sighting) {
        return EngineSeen.of(Desired.row(1), sighting, Desired.NOON, witness);
    }

    private static EngineSeen lost(String witness) {
        return seen(witness, new Sighting(Observation.lost("argocd", OBJECT, "out of reach"), 0))
                .asLost();
    }

    private List<EngineObserved> decide(EngineSeen seen) {
        now = now.plusSeconds(1);
        var cause = new Cause(UUID.randomUUID(), null, null);
        var fact = new Fact<>(Envelope.follow(cause, seen, "sync-service.cloud", now), seen);
        var decision = decider.routes().getLast().decide(state, fact);
        state = decision.state();
        return decision.facts().stream()
                .map(Decision.Said::event)
                .map(EngineObserved.class::cast)
                .toList();
    }

    /** The state as its records have it. */
    private void desired(EnvironmentDesired row) {
        var cause = new Cause(new UUID(1, row.generation()), null, null);
        var fact = new Fact<>(Envelope.follow(cause, row, "config-updater", now), row);
        state = decider.routes().getFirst().decide(state, fact).state();
    }

    private void restart() {
        var records = new StateRecords<>(decider);
        decider.parts()
                .of(state)
                .forEach((shelf, parts) -> parts.forEach((name, part) ->
                        records.read(shelf.isEmpty() ? "hichat" : "hichat/" + shelf + "/" + name, Json.write(part))));
        state = Objects.requireNonNull(records.states().get("hichat"));
    }
}
