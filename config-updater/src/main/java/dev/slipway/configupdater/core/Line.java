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
 * @param admitted the newest ordinals that were let in, so that a record that comes twice is known
 * @param committed what is in the config branch and has not ended, oldest first
 * @param desired the newest committed release, which the environment's row names
 */
public record Line(
        @Nullable Release head,
        List<Ordinal> admitted,
        List<Committed> committed,
        @Nullable Committed desired) {
    private static final int REMEMBERED = 100;

    public Line {
        admitted = List.copyOf(admitted);
        committed = List.copyOf(committed);
    }

    /** @param cause what the release's next facts follow from */
    public record Committed(Release release, Cause cause) {}

    static Line empty() {
        return new Line(null, List.of(), List.of(), null);
    }

    @Nullable
    Ordinal at() {
        return head == null ? null : head.ordinal();
    }

    boolean admitted(Release release) {
        return admitted.contains(release.ordinal());
    }

    Line admit(Release release) {
        var newest = new ArrayList<>(admitted);
        newest.add(release.ordinal());
        var from = Math.max(0, newest.size() - REMEMBERED);
        return new Line(release, newest.subList(from, newest.size()), committed, desired);
    }

    /** Whether the release, or one after it, is in the config branch: what is committed of a line rises. */
    boolean holds(Release release) {
        return desired != null && !release.ordinal().isAfter(desired.release().ordinal());
    }

    Line commit(Committed done) {
        var longer = new ArrayList<>(committed);
        longer.add(done);
        return new Line(head, admitted, longer, done);
    }

    /** While no cluster answers, commits go on: of those that wait, the oldest end by themselves. */
    List<Committed> tooMany() {
        return committed.subList(0, Math.max(0, committed.size() - REMEMBERED));
    }

    Line withoutTooMany() {
        return new Line(head, admitted, committed.subList(tooMany().size(), committed.size()), desired);
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
                admitted,
                committed.stream()
                        .filter(c -> c.release().ordinal().isAfter(release.ordinal()))
                        .toList(),
                desired);
    }
}
