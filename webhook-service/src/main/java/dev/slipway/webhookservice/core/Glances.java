package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What this instance last saw of each repository, to find out cheaply that nothing has happened there. It knows nothing for sure: where
 * something may be new, there is a hint and a look, and once an hour there is one all the same.
 */
public final class Glances {
    private static final Duration BELIEVED = Duration.ofHours(1);
    /** Half of what a host is asked at once; the rest is for looks that somebody waits for. */
    private static final int AT_ONCE = 4;

    private final Forge forge;
    private final Clock clock;
    private final Map<RepositoryRef, Glance> seen = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();

    public Glances(Forge forge, Clock clock) {
        this.forge = forge;
        this.clock = clock;
    }

    /** @param print of all refs, or of why they cannot be had */
    public record Glance(String print, Instant at) {}

    /**
     * Empty where all is as it was.
     *
     * @throws IOException if the forge does not tell at the moment
     */
    public Optional<Glance> news(RepositoryRef ref, Repository repository) throws IOException {
        var glance = glance(repository);
        var known = seen.get(ref);
        return known != null
                        && known.print().equals(glance.print())
                        && glance.at().isBefore(known.at().plus(BELIEVED))
                ? Optional.empty()
                : Optional.of(glance);
    }

    /** There is a hint about it now. */
    public void told(RepositoryRef ref, Glance glance) {
        seen.put(ref, glance);
    }

    public void forgetAllBut(Set<RepositoryRef> declared) {
        seen.keySet().retainAll(declared);
    }

    private Glance glance(Repository repository) throws IOException {
        var host = hosts.computeIfAbsent(ForgeAddress.of(repository).host(), _ -> new Semaphore(AT_ONCE));
        host.acquireUninterruptibly();
        try {
            return new Glance(print(repository), clock.instant());
        } finally {
            host.release();
        }
    }

    private String print(Repository repository) throws IOException {
        try {
            return digest(forge.refs(repository));
        } catch (PermanentFailure e) {
            return e.failure().seen();
        }
    }

    private static String digest(Map<String, CommitId> refs) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(refs).forEach((name, commit) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(commit.value().getBytes(StandardCharsets.US_ASCII));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
