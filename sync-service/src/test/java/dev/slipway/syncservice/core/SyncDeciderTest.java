package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.decide.Decision.Opened;
import dev.slipway.service.decide.Route;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SyncDeciderTest {
    private final SyncDecider decider = new SyncDecider("cloud");
    private SyncState state = decider.initial();

    @Test
    void aRowOpensASyncOfItsEnvironment() {
        var row = Desired.row(1, Desired.release("server", 7));

        assertThat(decide(row)).singleElement().satisfies(opened -> {
            assertThat(opened.resource()).isEqualTo("hichat/prod");
            assertThat(opened.intent()).isEqualTo(SyncWork.of(row, false));
        });
    }

    @Test
    void onlyTheTableOfItsOwnClusterIsReadAndWhatWasSeenThere() {
        assertThat(decider.routes())
                .extracting(Route::topic)
                .containsExactly("desired.cloud", "sync-service.cloud.hint");
    }

    @Test
    void aRowThatComesAgainOpensNothing() {
        decide(Desired.row(3));

        assertThat(decide(Desired.row(3))).isEmpty();
    }

    @Test
    void aRowThatIsReplayedIsSyncedOnceMoreUnlessANewerOneWasSeen() {
        decide(Desired.row(3));

        assertThat(decide(fact(Desired.row(3)).again()))
                .singleElement()
                .satisfies(opened -> assertThat(opened.intent()).isEqualTo(SyncWork.of(Desired.row(3), true)));
        assertThat(decide(fact(Desired.row(2)).again())).isEmpty();
    }

    @Test
    void aLateRowOpensNothingAndDoesNotTurnTheClockBack() {
        decide(Desired.row(3));

        assertThat(decide(Desired.row(2))).isEmpty();
        assertThat(decide(Desired.row(3))).isEmpty();
        assertThat(decide(Desired.row(4))).hasSize(1);
    }

    @Test
    void generationsMayBeSkippedAsTheTableIsCompacted() {
        decide(Desired.row(3));

        assertThat(decide(Desired.row(9))).hasSize(1);
    }

    @Test
    void eachEnvironmentCountsForItself() {
        decide(Desired.row(9));

        assertThat(decide(Desired.row(new EnvironmentRef("hichat", "dev"), 1))).hasSize(1);
    }

    @Test
    void anEngineThatIsAskedForIsInstalledOnceForEachAsking() {
        var row = new EngineDesired("cloud", "flux", "install.yaml", "0".repeat(64), "li", new UUID(0, 1));
        var another = new EngineDesired("cloud", "flux", "install.yaml", "0".repeat(64), "li", new UUID(0, 2));
        var first = fact(row, 1);

        assertThat(decide(first)).singleElement().satisfies(opened -> {
            assertThat(opened.resource()).isEqualTo("engine:flux");
            assertThat(opened.intent()).isEqualTo(new InstallWork(row));
        });
        assertThat(decide(first)).isEmpty();
        assertThat(decide(fact(another, 2))).hasSize(1);
        assertThat(decide(first)).as("doubled, and late").isEmpty();
        assertThat(decide(fact(another, 2).again())).hasSize(1);
        assertThat(new SyncState.InParts().of(state).get("installing")).containsOnlyKeys("flux");
    }

    private List<Opened> decide(EnvironmentDesired row) {
        return decide(fact(row));
    }

    private List<Opened> decide(Fact<?> fact) {
        var decision = decider.routes().getFirst().decide(state, fact);
        state = decision.state();
        assertThat(decision.facts()).isEmpty();
        return decision.work();
    }

    private static Fact<EnvironmentDesired> fact(EnvironmentDesired row) {
        return fact(row, row.generation());
    }

    private static <E extends DesiredEvent> Fact<E> fact(E row, long caused) {
        var cause = new Cause(new UUID(1, caused), null, null);
        return new Fact<>(Envelope.follow(cause, row, "config-updater", Desired.NOON), row);
    }
}
