package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.History.Applied;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final History HISTORY = new History(List.of(applied(0), applied(2), applied(1)), true);

    private static Applied applied(long id) {
        return new Applied(id, "revision" + id, null, "slipway");
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void anOlderOneIsBroughtBack(long id) {
        assertThat(HISTORY.backTo(id)).isEqualTo(applied(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | 2 (revision2) is what was applied last | 1 (revision1), 0 (revision0)
                    7 | no entry 7                             | 1 (revision1), 0 (revision0)
                    """)
    void whatCannotBeIsRefusedNamingWhatCan(long id, String seen, String nextStep) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> HISTORY.backTo(id))
                .satisfies(e -> {
                    assertThat(e.failure().seen()).contains(seen);
                    assertThat(e.failure().nextStep()).contains(nextStep);
                });
    }

    @ParameterizedTest
    @CsvSource({"0"})
    void whereNothingWasAppliedNothingIsBroughtBack(long id) {
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> new History(List.of(), false).backTo(id));
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> new History(List.of(applied(0)), false).backTo(id))
                .satisfies(e -> assertThat(e.failure().nextStep()).contains("there is none"));
    }
}
