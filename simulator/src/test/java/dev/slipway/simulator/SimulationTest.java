package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.engine.Guard;
import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int SCHEDULES = 1_000;
    private static final int ENDINGS = 150;
    private static final int ENOUGH_TO_NOTICE = 400;

    @Test
    void everythingHoldsInAThousandSchedules() {
        var reports = LongStream.range(0, SCHEDULES).mapToObj(Simulation::run).toList();

        assertThat(reports.stream().filter(report -> !report.holds()).limit(3)).isEmpty();
        assertThat(reports.stream().mapToInt(Report::crashes).sum()).isGreaterThan(SCHEDULES);
        assertThat(reports.stream().mapToInt(Report::releases).sum()).isGreaterThan(SCHEDULES);
    }

    @Test
    void whateverHappensToHooksTheEndIsTheSame() {
        for (var seed = 0; seed < ENDINGS; seed++) {
            var lossy = Simulation.pushed(seed, true);

            assertThat(lossy.report().holds()).as("%s", lossy.report()).isTrue();
            assertThat(lossy.state())
                    .as("seed %d", seed)
                    .isEqualTo(Simulation.pushed(seed, false).state())
                    .doesNotContainValue("missing");
        }
    }

    @Test
    void aSeedIsAlwaysTheSameSchedule() {
        assertThat(Simulation.run(7).toString()).isEqualTo(Simulation.run(7).toString());
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void theSimulatorNoticesWhenAGuardIsTakenAway(Guard guard) {
        assertThat(LongStream.range(0, ENOUGH_TO_NOTICE)
                        .mapToObj(seed -> Simulation.run(seed, EnumSet.of(guard)))
                        .anyMatch(report -> !report.holds()))
                .as("a broken invariant without " + guard)
                .isTrue();
    }
}
