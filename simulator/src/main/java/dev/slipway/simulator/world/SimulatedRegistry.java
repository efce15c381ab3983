package dev.slipway.simulator.world;

import dev.slipway.buildservice.core.Images;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.PermanentFailure;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A registry, and a builder whose result depends on the commit's message. */
public final class SimulatedRegistry implements Images {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private final Chaos chaos;
    private final VirtualClock clock;
    private final Map<String, String> digestsByTag = new HashMap<>();
    private final Map<String, Integer> pushes = new HashMap<>();
    private final Set<String> wentBack = new TreeSet<>();

    public SimulatedRegistry(Chaos chaos, VirtualClock clock) {
        this.clock = clock;
        this.chaos = chaos;
    }

    public Map<String, String> digestsByTag() {
        return digestsByTag;
    }

    /** Tags that once meant an older image than before. */
    public Set<String> wentBack() {
        return Set.copyOf(wentBack);
    }

    /** What webhook-service sees of it. */
    public Optional<String> seen(Application application, String tag) throws IOException {
        return find(application.image(), tag);
    }

    @Override
    public Optional<String> find(String image, String tag) throws IOException {
        return chaos.call(() -> Optional.ofNullable(digestsByTag.get(image + ":" + tag)));
    }

    @Override
    public String build(Application application, SourceCommit commit, Path sources, String tag) throws IOException {
        if (commit.subject().contains("does not build")) {
            throw new PermanentFailure(Segment.BUILD, "Dockerfile:1: RUN", "use another builder");
        }
        return chaos.call(() -> {
            var digest = digestOf(commit.id());
            digestsByTag.put(application.image() + ":" + tag, digest);
            pushes.merge(tag, 1, Integer::sum);
            return digest;
        });
    }

    /** Somebody else has built it. */
    void push(String image, CommitId commit) {
        digestsByTag.put(image + ":" + commit, digestOf(commit));
    }

    private static String digestOf(CommitId commit) {
        return "sha256:" + "%064x".formatted(Long.parseLong(commit.value().substring(24), 16));
    }

    @Override
    public void tag(String image, String digest, String tag) throws IOException {
        var asked = clock.instant();
        chaos.call(() -> {
            chaos.maySleep();
            if (asked.plus(ANSWER_MAX).isBefore(clock.instant())) {
                throw new IOException("simulated: no answer in time");
            }
            var before = digestsByTag.put(image + ":" + tag, digest);
            // What is pushed later has the higher digest; which of two branches is newer, only their ordinals tell.
            if (before != null && before.compareTo(digest) > 0 && !tag.equals("latest")) {
                wentBack.add(image + ":" + tag);
            }
            return tag;
        });
    }
}
