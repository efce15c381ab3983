package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.wire.Json;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.StateRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What instances find of an engine itself, and what of it becomes a fact. */
class InspectingTest {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private final SyncDecider decider = new SyncDecider("cloud");
    private final List<EngineFound> facts = new ArrayList<>();
    private final Inspecting first = instance("first");
    private final Inspecting second = instance("second");
    private SyncState state = decider.initial();
    private Instant now = Desired.NOON;
    private Finding finding = found(1);
    private boolean brokerIsAway;

    @Nullable
    private IOException away;

    @Test
    void whatWasFoundTwiceIsToldOnceWhoeverLooks() {
        look(first, second);
        assertThat(facts).isEmpty();

        pass(10, first, second);

        assertThat(facts)
                .containsExactly(new EngineFound(
                        "cloud",
                        "flux",
                        "flux-system",
                        EngineHealth.HEALTHY,
                        "v2",
                        List.of(new EngineComponent("source-controller", "v1", 1, 1)),
                        List.of("Kustomization v1"),
                        List.of(),
                        Desired.NOON));
    }

    @Test
    void aChangeIsToldAndSoIsTheWayBack() {
        pass(3, first, second);
        finding = found(0);
        pass(3, first, second);
        assertThat(facts).hasSize(2);
        assertThat(facts.getLast().troubles()).containsExactly("source-controller has 0 of 1 pods ready");

        finding = found(1);
        pass(3, first, second);

        assertThat(facts).hasSize(3);
        assertThat(facts.getLast().health()).isEqualTo(EngineHealth.HEALTHY);
    }

    @Test
    void whatOnlyPassesIsNotTold() {
        pass(3, first);
        for (var i = 0; i < 10; i++) {
            finding = found(i % 2);
            pass(1, first);
        }

        assertThat(facts).hasSize(1);
    }

    @Test
    void thatItIsNotThereAtAllIsAStateAsWell() {
        finding = Finding.missing("flux", "flux-system");
        pass(3, first);
        assertThat(facts.getLast().health()).isEqualTo(EngineHealth.MISSING);

        finding = found(1);
        pass(3, first);

        assertThat(facts.getLast().health()).isEqualTo(EngineHealth.HEALTHY);
    }

    @Test
    void whoSeesNothingSaysSoOnceHoweverItIsWorded() {
        away = new IOException("out of reach");
        pass(3, first);
        away = new IOException("still out of reach");
        pass(100, first);

        assertThat(facts).singleElement().satisfies(fact -> {
            assertThat(fact.health()).isEqualTo(EngineHealth.UNKNOWN);
            assertThat(fact.troubles()).containsExactly("out of reach");
        });
    }

    @Test
    void whoSeesNothingProvesNothingWhereAnotherOneSees() {
        pass(3, first);
        for (var i = 0; i < 200; i++) {
            pass(1, first);
            away = new IOException("out of reach");
            look(second);
            away = null;
        }
        assertThat(facts).hasSize(1);

        away = new IOException("out of reach");
        pass(160, second);

        assertThat(facts).hasSize(2);
        assertThat(facts.getLast().health()).isEqualTo(EngineHealth.UNKNOWN);
    }

    @Test
    void aHintThatComesTwiceOrLateSaysNothing() {
        var old = new EngineInspected("cloud", found(0), now, now, "second");
        finding = found(1);
        pass(3, first);

        var _ = decide(old);
        var _ = decide(new EngineInspected("cloud", found(1), now, now, "first"));

        assertThat(facts).hasSize(1);
    }

    @Test
    void aRestartSaysNothingAgain() {
        pass(3, first);
        var records = new StateRecords<>(decider);
        decider.parts()
                .of(state)
                .forEach((shelf, parts) -> parts.forEach((name, part) ->
                        records.read(shelf.isEmpty() ? "cloud" : "cloud/" + shelf + "/" + name, Json.write(part))));
        state = Objects.requireNonNull(records.states().get("cloud"));

        pass(3, instance("third"));

        assertThat(facts).hasSize(1);
    }

    @Test
    void whatTheBrokerDidNotTakeIsToldAgain() {
        brokerIsAway = true;
        pass(3, first);
        brokerIsAway = false;
        pass(1, first);

        assertThat(facts).hasSize(1);
    }

    private Inspecting instance(String name) {
        var inspection = new Inspection() {
            @Override
            public String engine() {
                return "flux";
            }

            @Override
            public String namespace() {
                return "flux-system";
            }

            @Override
            public Finding now() throws IOException {
                if (away != null) {
                    throw away;
                }
                return finding;
            }
        };
        return new Inspecting("cloud", name, List.of(inspection), this::decide);
    }

    private static Finding found(int ready) {
        return new Finding(
                "flux",
                "flux-system",
                ready == 1 ? EngineHealth.HEALTHY : EngineHealth.DEGRADED,
                "v2",
                List.of(new EngineComponent("source-controller", "v1", ready, 1)),
                List.of("Kustomization v1"),
                ready == 1 ? List.of() : List.of("source-controller has 0 of 1 pods ready"));
    }

    private CompletableFuture<?> decide(EngineHint hint) {
        if (brokerIsAway) {
            return CompletableFuture.failedFuture(new IOException("the broker is away"));
        }
        var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), hint, "sync-service.cloud", now);
        var decision = decider.routes().getLast().decide(state, new Fact<>(envelope, hint));
        state = decision.state();
        decision.facts().stream()
                .map(Decision.Said::event)
                .map(EngineFound.class::cast)
                .forEach(facts::add);
        return CompletableFuture.completedFuture(null);
    }

    private void pass(int times, Inspecting... instances) {
        for (var i = 0; i < times; i++) {
            now = now.plus(PERIOD);
            look(instances);
        }
    }

    private void look(Inspecting... instances) {
        for (var one : instances) {
            one.look(now);
        }
    }
}
