package dev.slipway.syncservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Rollout.Broken;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an environment's releases. Each end is said once, with the cause that the release's own delivery gave it; but where a
 * person has asked for it once more, one that had failed and runs now is said to be live. One fails by its own workloads alone: what runs
 * beside what is broken is live.
 */
final class Verdicts {
    private final EnvironmentDesired desired;
    private final Announced before;
    private final @Nullable Cause again;
    private final Set<UUID> failed;
    /** What is broken now, whether or not that was said before. */
    private final Set<UUID> broken = new HashSet<>();

    private @Nullable Failure trouble;
    private final Map<ReleaseDesired, SyncFailed> unsaid = new LinkedHashMap<>();
    private final Set<UUID> failedAgain = new HashSet<>();

    /** @param again why it is synced once more, where a person has asked for that */
    Verdicts(EnvironmentDesired desired, Announced before, @Nullable Cause again) {
        this.again = again;
        this.desired = desired;
        this.before = before;
        failed = desired.releases().stream()
                .map(Verdicts::idOf)
                .filter(before::hasFailed)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** @return how far what is left to be told is */
    Rollout after(Rollout seen) {
        var rollout = seen;
        while (rollout instanceof Broken now) {
            failed(now.images(), now.why());
            rollout = now.others();
        }
        return !(seen instanceof Broken) || isOpen() ? rollout : new Rollout.Done(0);
    }

    private boolean isOpen() {
        return desired.releases().stream().anyMatch(this::isToTell);
    }

    /**
     * The releases whose end is still to be said.
     *
     * @param images of what is waited for; none where it can't be told apart
     */
    List<ReleaseDesired> open(Set<String> images) {
        return desired.releases().stream()
                .filter(this::isToTell)
                .filter(release -> isAbout(images, release.release()))
                .toList();
    }

    /** @param images of what is broken; none where it can't be told apart, and all is */
    void failed(Set<String> images, Failure why) {
        trouble = trouble == null ? why : trouble;
        for (var release : desired.releases()) {
            if (isAbout(images, release.release())) {
                broken.add(idOf(release));
                if (isFresh(release) ? failed.add(idOf(release)) : isAgain(release) && failedAgain.add(idOf(release))) {
                    unsaid.put(release, failure(release, why));
                }
            }
        }
    }

    /** What is wrong now, whether or not it was said before. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    /** The releases of which nothing final has been said, or of which it is to be said once more. */
    List<ReleaseDesired> begun() {
        return desired.releases().stream()
                .filter(release -> isFresh(release) || isAgain(release))
                .toList();
    }

    /** What is said once more is another fact than what was said before. */
    Cause causeOf(ReleaseDesired release) {
        return isFresh(release) || again == null
                ? release.cause()
                : new Cause(
                        again.id(), release.cause().delivery(), release.cause().traceparent());
    }

    /** A person has asked for it once more, and it had failed. */
    private boolean isAgain(ReleaseDesired release) {
        return again != null && before.hasFailed(idOf(release));
    }

    /** What is known of the environment if the act is broken off now. */
    Announced brokenOff() {
        return before.failing(failed);
    }

    /**
     * While others are waited for.
     *
     * @param known of the environment, from then on
     */
    void sayWhatFailed(Stage<SyncWork> stage, Supplier<Announced> known) {
        if (unsaid.isEmpty()) {
            return;
        }
        stage.say(
                unsaid.entrySet().stream()
                        .map(one -> new Outcome.Said(causeOf(one.getKey()), one.getValue()))
                        .toList(),
                known.get());
        unsaid.clear();
    }

    /** @param announced what has been said of the environment with it */
    record Ended(Map<ReleaseDesired, SyncEvent> said, Announced announced) {}

    /** All that is not broken is live. */
    Ended ended(int podsReady) {
        var said = new LinkedHashMap<ReleaseDesired, SyncEvent>(unsaid);
        for (var release : desired.releases()) {
            if (isToTell(release)) {
                said.put(release, live(release, podsReady));
                failed.remove(idOf(release));
            }
        }
        var told = desired.releases().stream().map(Verdicts::idOf).collect(Collectors.toSet());
        return new Ended(said, before.ended(told, failed));
    }

    private ReleaseLive live(ReleaseDesired release, int podsReady) {
        return new ReleaseLive(
                release.release(), desired.destination(), desired.source().commit(), desired.content(), podsReady);
    }

    private SyncFailed failure(ReleaseDesired release, Failure why) {
        return new SyncFailed(
                release.release(), desired.destination(), desired.source().commit(), why);
    }

    private boolean isToTell(ReleaseDesired release) {
        return (isFresh(release) || isAgain(release)) && !broken.contains(idOf(release));
    }

    private boolean isFresh(ReleaseDesired release) {
        return !before.releases().contains(idOf(release));
    }

    private static boolean isAbout(Set<String> images, Release release) {
        var image = release.image();
        return images.isEmpty() || image == null || images.contains(image.repository());
    }

    private static UUID idOf(ReleaseDesired desired) {
        return desired.release().id();
    }
}
