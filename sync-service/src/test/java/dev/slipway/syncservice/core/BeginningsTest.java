package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningsTest {
    private static final int PARTITIONS = 12;
    private final Beginnings beginnings = new Beginnings(16, Duration.ZERO);

    @Test
    void whoIsAloneHasAllOfIt() throws InterruptedException {
        beginnings.owns(PARTITIONS, PARTITIONS);

        assertThat(begun(beginnings)).isEqualTo(16);
        assertThat(beginnings.waitsFor()).doesNotContain("by this instance");
    }

    @Test
    void instancesTogetherBeginNoMoreThanTheLimit() throws InterruptedException {
        var begun = new ArrayList<Integer>();
        for (var partitions : List.of(5, 4, 3)) {
            var its = new Beginnings(16, Duration.ZERO);
            its.owns(partitions, PARTITIONS);
            begun.add(begun(its));
        }

        assertThat(begun).containsExactly(6, 5, 4);
    }

    @Test
    void whoHasLittleMayBeginOne() throws InterruptedException {
        var few = new Beginnings(2, Duration.ZERO);
        few.owns(1, PARTITIONS);

        assertThat(begun(few)).isOne();
        assertThat(few.waitsFor()).contains("2 environments", "of them 1 by this instance");
    }

    @Test
    void whatIsUnderWayBeyondASmallerShareGoesOnAndNothingBegins() throws InterruptedException {
        begun(beginnings);
        beginnings.owns(3, PARTITIONS);

        for (var ends = 0; ends < 12; ends++) {
            assertThat(beginnings.isTurn()).isFalse();
            beginnings.done();
        }
        assertThat(beginnings.isTurn()).isFalse();
        beginnings.done();
        assertThat(beginnings.isTurn()).isTrue();
    }

    @Test
    void whatComesBackMayBeBegun() throws InterruptedException {
        beginnings.owns(3, PARTITIONS);
        assertThat(begun(beginnings)).isEqualTo(4);
        beginnings.owns(PARTITIONS, PARTITIONS);

        assertThat(begun(beginnings)).isEqualTo(12);
    }

    /** @return how many, until no more may */
    private static int begun(Beginnings beginnings) throws InterruptedException {
        var begun = 0;
        while (beginnings.isTurn()) {
            begun++;
        }
        return begun;
    }
}
