package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Asks each host a few questions at once, and one that does not answer less and less often. Looks at other hosts do not notice: none of
 * them waits behind a host that is slow or away.
 */
public final class ConsiderateForge implements Forge {
    private static final int AT_ONCE = 8;
    private static final Duration FULL_FOR = Duration.ofMillis(100);
    private static final Duration AWAY_FIRST = Duration.ofSeconds(1);
    private static final Duration AWAY_MAX = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 10;
    private final Forge forge;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    public ConsiderateForge(Forge forge, Clock clock, RandomGenerator random) {
        this.forge = forge;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Map<String, CommitId> refs(Repository repository) throws IOException {
        var name = ForgeAddress.of(repository).host();
        var host = hosts.computeIfAbsent(name, Host::new);
        host.enter(clock.instant());
        var answered = true;
        try {
            return forge.refs(repository);
        } catch (IOException e) {
            answered = false;
            throw e;
        } finally {
            host.leave(answered, clock.instant());
        }
    }

    private final class Host {
        private final String name;
        private int asking;
        private int failures;
        private Instant closedUntil = Instant.MIN;

        private Host(String name) {
            this.name = name;
        }

        private synchronized void enter(Instant now) throws NotNow {
            if (now.isBefore(closedUntil)) {
                throw new NotNow(
                        name + " did not answer " + failures + " times; it is asked again soon",
                        jittered(Duration.between(now, closedUntil)));
            }
            // One question tells whether it is back.
            if (asking >= (failures == 0 ? AT_ONCE : 1)) {
                throw new NotNow(name + " is being asked " + asking + " questions already", jittered(FULL_FOR));
            }
            asking++;
        }

        /** A refusal is an answer too. */
        private synchronized void leave(boolean answered, Instant now) {
            asking--;
            if (answered) {
                failures = 0;
                closedUntil = Instant.MIN;
                return;
            }
            var pause = AWAY_FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
            failures++;
            closedUntil = now.plus(pause.compareTo(AWAY_MAX) > 0 ? AWAY_MAX : pause);
        }
    }

    /** Somewhat later, and not all together. */
    private Duration jittered(Duration least) {
        return least.plusMillis(random.nextLong(1 + least.toMillis() / 2));
    }
}
