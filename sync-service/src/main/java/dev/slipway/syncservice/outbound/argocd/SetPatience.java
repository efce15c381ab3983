package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the controller of ApplicationSets gets right by itself when it has caught up, and what is wrong if it does not. */
final class SetPatience {
    private final Duration most;
    private final Map<String, Long> since = new HashMap<>();
    private final boolean changed;
    private Set<String> names = Set.of();
    private long quietSince = System.nanoTime();

    /** @param changed whether the set is another one than it was: what it has generated may be of the old one */
    SetPatience(Duration most, boolean changed) {
        this.most = most;
        this.changed = changed;
    }

    /** An error may be one of the moment. */
    Rollout withError(Failure failure) {
        return with("error", failure, most.dividedBy(3));
    }

    Rollout with(String what, Failure failure) {
        return with(what, failure, most);
    }

    private Rollout with(String what, Failure failure, Duration lasts) {
        var now = System.nanoTime();
        var first = since.computeIfAbsent(what, _ -> now);
        return now - first > lasts.toNanos() ? new Broken(failure) : new UnderWay(failure.seen());
    }

    void isOver(String what) {
        since.remove(what);
    }

    void errorIsOver() {
        isOver("error");
    }

    /** Whether it is to be expected that these are all: nobody says of which version of the set they are. */
    boolean areAll(Set<String> generated) {
        var now = System.nanoTime();
        if (!names.equals(generated)) {
            names = Set.copyOf(generated);
            quietSince = now;
        }
        return !changed || now - quietSince > most.dividedBy(20).toNanos();
    }
}
