package dev.slipway.syncservice.outbound;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.Event;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Beginnings;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.SyncWork;
import dev.slipway.syncservice.core.Synchronizer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What is said of the releases of several applications in one environment, when an engine brings them into a real cluster. */
public final class Ends {
    private Ends() {}

    /** The same environment with one release of each image, which is its application's name, too. */
    public static EnvironmentDesired with(EnvironmentDesired desired, String... images) {
        return new EnvironmentDesired(
                desired.environment(),
                desired.cluster(),
                desired.namespace(),
                desired.generation(),
                desired.source(),
                desired.content(),
                desired.engine(),
                desired.settings(),
                Arrays.stream(images).map(image -> release(desired, image)).toList(),
                desired.target(),
                desired.sync(),
                desired.asked(),
                desired.rolloutSeconds(),
                desired.gone());
    }

    /** By application: live, or why it failed. What may pass is tried again, as the service does. */
    public static Map<String, String> of(Engine engine, EnvironmentDesired desired) {
        var synchronizer = new Synchronizer(
                Map.of(desired.engine(), engine),
                SyncStrategies.found(),
                new Beginnings(1, Duration.ZERO),
                Duration.ofMinutes(1));
        var cause = new Cause(UUID.randomUUID(), null, null);
        var work = new SyncWork(desired, null);
        var row = Row.open(desired.key(), desired.subject(), cause, work, Instant.now());
        var ends = new TreeMap<String, String>();
        var stage = new Told(ends);
        while (true) {
            try {
                var outcome = synchronizer.act(desired.key(), List.of(row), stage);
                outcome.facts().forEach(said -> note(ends, said.event()));
                return ends;
            } catch (IOException e) {
                LockSupport.parkNanos(100_000_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ReleaseDesired release(EnvironmentDesired desired, String image) {
        var source = new SourceCommit(
                new CommitId("0".repeat(40)), new Person("Li Hua", "li@example.com"), "Say hello", Instant.EPOCH);
        var release = new Release(
                UUID.randomUUID(),
                desired.environment(),
                image,
                new Ordinal(desired.generation()),
                source,
                new ImageReference("registry.example/" + image, "1", "sha256:" + "0".repeat(64)));
        return new ReleaseDesired(release, new Cause(UUID.randomUUID(), UUID.randomUUID(), null));
    }

    private static void note(Map<String, String> ends, Event event) {
        var before = switch (event) {
            case ReleaseLive live -> ends.put(live.release().application(), "live");
            case SyncFailed failed ->
                ends.put(failed.release().application(), failed.failure().seen());
            default -> null;
        };
        if (before != null) {
            throw new AssertionError("an end is said once, and this was said before: " + before);
        }
    }

    private static final class Told implements Stage<SyncWork> {
        private final Map<String, String> ends;
        private @Nullable Object note;

        private Told(Map<String, String> ends) {
            this.ends = ends;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void say(Cause cause, Event event) {
            Ends.note(ends, event);
        }

        @Override
        public void keep(Object kept) {
            note = kept;
        }

        @Override
        public List<Row<SyncWork>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(note).map(type::cast);
        }
    }
}
