package dev.slipway.webhookservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsiderateForgeTest {
    private static final Map<String, CommitId> HEADS = Map.of("master", new CommitId("1".repeat(40)));
    private final AtomicInteger asked = new AtomicInteger();
    private final Now clock = new Now();
    private boolean away;

    private final Forge forge = new ConsiderateForge(
            repository -> {
                asked.incrementAndGet();
                if (away && repository.url().contains("away")) {
                    throw new IOException("connect timed out");
                }
                return HEADS;
            },
            clock,
            new Random(1));

    @Test
    void aHostThatIsAwayIsAskedLessAndLessOften() {
        away = true;
        var least = Duration.ZERO;
        for (var i = 0; i < 8; i++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> forge.refs(at("away.example")))
                    .withMessage("connect timed out");
            var told = notNow(at("away.example"));
            assertThat(told.in()).isGreaterThan(least).isLessThanOrEqualTo(Duration.ofSeconds(90));
            least = told.in().dividedBy(2);
            clock.now = clock.now.plus(told.in());
        }
        assertThat(asked).hasValue(8);
        assertThat(Duration.between(Now.NOON, clock.now)).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void otherHostsDoNotNoticeAndOneAnswerOpensItAgain() throws IOException {
        away = true;
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> forge.refs(at("away.example")));

        assertThat(forge.refs(at("here.example"))).isEqualTo(HEADS);

        away = false;
        clock.now = clock.now.plus(Duration.ofSeconds(2));
        assertThat(forge.refs(at("away.example"))).isEqualTo(HEADS);
        assertThat(forge.refs(at("away.example"))).isEqualTo(HEADS);
    }

    @Test
    void aHostIsAskedOnlyAFewQuestionsAtOnce() throws Exception {
        var entered = new CountDownLatch(8);
        var go = new CountDownLatch(1);
        var slow = new ConsiderateForge(
                _ -> {
                    entered.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return HEADS;
                },
                clock,
                new Random(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                var _ = threads.submit(() -> slow.refs(at("slow.example")));
            }
            entered.await();

            assertThatExceptionOfType(NotNow.class)
                    .isThrownBy(() -> slow.refs(at("slow.example")))
                    .withMessageContaining("8 questions");
            go.countDown();
        }
        assertThat(slow.refs(at("slow.example"))).isEqualTo(HEADS);
    }

    private NotNow notNow(Repository repository) {
        try {
            forge.refs(repository);
            throw new AssertionError("it was asked");
        } catch (NotNow e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Repository at(String host) {
        return new Repository("code", "gitlab", "root/code", "https://" + host + "/root/code.git", null, null);
    }

    private static final class Now extends Clock {
        private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
        private Instant now = NOON;

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
