package dev.slipway.configupdater.core;

import dev.slipway.events.Cause;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one application in one environment.
 *
 * @param head the newest release that was let in; none comes in that is not after it
 * @param committed what is in the config branch and has not ended, oldest first
 * @param desired the newest committed release, which the environment's row names
 */
public record Line(@Nullable Release head, List<Committed> committed, @Nullable Committed desired) {

    public Line {
        committed = List.copyOf(committed);
    }

    /** @param cause what the release's next facts follow from */
    public record Committed(Release release, Cause cause) {}

    static Line empty() {
        return new Line(null, List.of(), null);
    }

    @Nullable Ordinal at() {
        return head == null ? null : head.ordinal();
    }

    Line admit(Release release) {
        return new Line(release, committed, desired);
    }

    Line commit(Committed done) {
        if (committed.stream().anyMatch(known -> known.release().id().equals(done.release().id()))) {
            return this;
        }
        var longer = new ArrayList<>(committed);
        longer.add(done);
        var newest = desired == null || done.release().ordinal().isAfter(desired.release().ordinal()) ? done : desired;
        return new Line(head, longer, newest);
    }

    /** What ends together with the release: it, and all before it. */
    List<Committed> upTo(Release release) {
        return committed.stream()
                .filter(c -> !c.release().ordinal().isAfter(release.ordinal()))
                .toList();
    }

    Line ended(Release release) {
        return new Line(
                head,
                committed.stream()
                        .filter(c -> c.release().ordinal().isAfter(release.ordinal()))
                        .toList(),
                desired);
    }
}
