package dev.slipway.webhookservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.arrival.Arrival;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalQueueTest {
    private final List<String> dropped = new ArrayList<>();
    private final Time time = new Time();
    private final ArrivalQueue queue = new ArrivalQueue(time, dropped::add);

    @Test
    void refusalsOfOneProjectAreLimitedAndHarmNoOther() throws InterruptedException {
        for (var n = 0; n < 10_000; n++) {
            queue.offer(arrival("attacked", 401));
        }
        queue.offer(arrival("attacked", 202));
        queue.offer(arrival("other", 401));

        assertThat(taken()).hasSize(32);
        assertThat(dropped).hasSize(9_970).containsOnly("limit");
    }

    @Test
    void aRefusalIsTellableAgainAfterAWhile() throws InterruptedException {
        for (var n = 0; n < 100; n++) {
            queue.offer(arrival("attacked", 401));
        }
        var first = taken().size();
        time.now = time.now.plusSeconds(60);
        for (var n = 0; n < 100; n++) {
            queue.offer(arrival("attacked", 401));
        }

        assertThat(first).isEqualTo(30);
        assertThat(taken()).hasSize(10);
    }

    @Test
    void whatNobodyTakesIsDroppedAtOnce() throws InterruptedException {
        for (var n = 0; n < 5_000; n++) {
            queue.offer(arrival("busy-" + n / 100, 202));
        }

        assertThat(taken()).hasSize(1_000);
        assertThat(dropped).hasSize(4_000).containsOnly("queue");
    }

    @Test
    void ofAFloodSomeAreTold() throws InterruptedException {
        for (var n = 0; n < 5_000; n++) {
            queue.offer(arrival("busy", 202));
        }
        var first = taken().size();
        time.now = time.now.plusSeconds(1);
        for (var n = 0; n < 5_000; n++) {
            queue.offer(arrival("busy", 202));
        }

        assertThat(first).isEqualTo(300);
        assertThat(taken()).hasSize(10);
    }

    @Test
    void onlySoMuchOfWhatASenderWritesIsKept() {
        var arrival = new Arrival(
                Instant.EPOCH, "hichat", "g".repeat(5_000), "e\u001b[2J", "r".repeat(5_000), 400, "a\nb", null, null);

        assertThat(arrival.forge()).hasSize(100);
        assertThat(arrival.event()).isEqualTo("e?[2J");
        assertThat(arrival.repository()).hasSize(500);
        assertThat(arrival.answer()).isEqualTo("a?b");
    }

    private List<Arrival> taken() throws InterruptedException {
        var all = new ArrayList<Arrival>();
        for (var next = queue.poll(Duration.ZERO); next != null; next = queue.poll(Duration.ZERO)) {
            all.add(next);
        }
        return all;
    }

    private static Arrival arrival(String project, int status) {
        return new Arrival(Instant.EPOCH, project, "gitlab", "Push Hook", null, status, "said", null, "10.0.0.1");
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
