package dev.slipway.configupdater.core;

import dev.slipway.events.Cause;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one application in one environment.
 *
 * @param head the newest release that was let in; none comes in that is not after it
 * @param admitted the newest ordinals that were let in, so that a record that comes twice is known
 * @param obeyed the newest commands and failures that it was turned, held or freed by, for the same reason
 * @param committed what is in the config branch and has not ended, oldest first
 * @param desired the newest committed release, which the environment's row names
 * @param lived what was live, each of another image than the one before or with other settings, oldest first
 * @param left what the line was turned from last: no more to be come back to, also where it is heard later that it was live
 * @param hold why nothing comes in by itself
 * @param waiting the newest release that the hold, or a pin, keeps out
 * @param pinned what the environment's pin meant last
 * @param standing how far its newest release has come
 */
public record Line(
        @Nullable Release head,
        List<Ordinal> admitted,
        List<UUID> obeyed,
        List<Caused> committed,
        @Nullable Caused desired,
        List<Release> lived,
        List<Release> left,
        @Nullable Hold hold,
        @Nullable Caused waiting,
        @Nullable ImageReference pinned,
        @Nullable Standing standing) {
    private static final int REMEMBERED = 100;
    static final int LIVED_MAX = 5;

    public Line {
        admitted = newest(admitted, REMEMBERED);
        obeyed = newest(obeyed, REMEMBERED);
        committed = List.copyOf(committed);
        lived = newest(lived, LIVED_MAX);
        left = newest(left, LIVED_MAX);
    }

    /** @param cause what the release's next facts follow from */
    public record Caused(Release release, Cause cause) {}

    static Line empty() {
        return new Line(null, List.of(), List.of(), List.of(), null, List.of(), List.of(), null, null, null, null);
    }

    boolean knows(Release release) {
        return admitted.contains(release.ordinal())
                || (waiting != null && waiting.release().id().equals(release.id()));
    }

    boolean hasObeyed(UUID order) {
        return obeyed.contains(order);
    }

    Line obeying(UUID order) {
        return new Line(
                head, admitted, plus(obeyed, order), committed, desired, lived, left, hold, waiting, pinned, standing);
    }

    /** Whether it came too late: a build that ends late never overtakes. */
    boolean isPast(Release release) {
        return isNotAfter(release, head) || (waiting != null && isNotAfter(release, waiting.release()));
    }

    /** The rank of what it is turned to next: after what is in, and after what waits from the same push. */
    Rank nextTurn() {
        var rank = Objects.requireNonNull(head).rank();
        var waits = waiting == null ? rank : waiting.release().rank();
        return (waits.ordinal().equals(rank.ordinal()) && waits.isAfter(rank) ? waits : rank).turned();
    }

    /** What keeps a release out that is not past: the newer of what is in and what waits. */
    Release newest() {
        return waiting == null ? Objects.requireNonNull(head) : waiting.release();
    }

    Line admit(Release release) {
        var pushes = release.turn() == null ? plus(admitted, release.ordinal()) : admitted;
        return new Line(release, pushes, obeyed, committed, desired, lived, left, hold, waiting, pinned, standing);
    }

    Line held(@Nullable Hold by) {
        return new Line(head, admitted, obeyed, committed, desired, lived, left, by, waiting, pinned, standing);
    }

    Line withWaiting(@Nullable Caused release) {
        return new Line(head, admitted, obeyed, committed, desired, lived, left, hold, release, pinned, standing);
    }

    boolean isHeadedFor(ImageReference image) {
        return head != null && image.equals(head.image());
    }

    /** What it is at, and pinned to. */
    Stream<ImageReference> images() {
        return Stream.of(
                        Optional.ofNullable(pinned),
                        Optional.ofNullable(head).map(Release::image),
                        Optional.ofNullable(desired).map(now -> now.release().image()))
                .flatMap(Optional::stream);
    }

    Line pinnedTo(@Nullable ImageReference image) {
        return new Line(head, admitted, obeyed, committed, desired, lived, left, hold, waiting, image, standing);
    }

    Line at(Standing heard) {
        return new Line(head, admitted, obeyed, committed, desired, lived, left, hold, waiting, pinned, heard);
    }

    /** Whether the release, or one after it, is in the config branch: what is committed of a line rises. */
    boolean holds(Release release) {
        return desired != null && isNotAfter(release, desired.release());
    }

    Line commit(Caused done) {
        return withCommitted(plus(committed, done), done);
    }

    /** While no cluster answers, commits go on: of those that wait, the oldest end by themselves. */
    List<Caused> tooMany() {
        return committed.subList(0, Math.max(0, committed.size() - REMEMBERED));
    }

    Line withoutTooMany() {
        return withCommitted(committed.subList(tooMany().size(), committed.size()), desired);
    }

    /** What ends together with the release: it, and all before it. */
    List<Caused> upTo(Release release) {
        return committed.stream().filter(c -> isNotAfter(c.release(), release)).toList();
    }

    Line ended(Release release) {
        return withCommitted(
                committed.stream().filter(c -> c.release().isAfter(release)).toList(), desired);
    }

    /** What is heard of late, after the line has been turned from it or a later one was live, is nothing to come back to. */
    Line live(Release release) {
        var last = lived.isEmpty() ? null : lived.getLast();
        var isLeft = left.stream().anyMatch(each -> each.repeats(release) && isNotAfter(release, each));
        if (isLeft || isNotAfter(release, last)) {
            return this;
        }
        var isSame = last != null && release.repeats(last);
        return withLived(plus(isSame ? lived.subList(0, lived.size() - 1) : lived, release));
    }

    /** What is on its way, or is there; a release that came to nothing is neither. */
    @Nullable
    Release headOrWhatIsThere() {
        if (head == null || desired == null || desired.release().id().equals(head.id())) {
            return head;
        }
        return standing != null && standing.isFailureOf(head) ? desired.release() : head;
    }

    /** Whether what is in the config branch came to nothing in the cluster. */
    boolean hasFailedLast() {
        return desired != null && standing != null && standing.isFailureOf(desired.release());
    }

    /** What is there now, or will be. */
    @Nullable
    Release now() {
        return desired == null ? head : desired.release();
    }

    /** Whether the line was turned from this image, at whatever push. */
    boolean hasLeft(@Nullable ImageReference image) {
        return left.stream().anyMatch(each -> Objects.equals(each.image(), image));
    }

    boolean hasLived(@Nullable ImageReference image) {
        return lived.stream().anyMatch(release -> Objects.equals(release.image(), image));
    }

    /** What ran before what is there now. */
    Optional<Release> before() {
        var now = now();
        return lived.reversed().stream()
                .filter(release -> now == null || (now.isAfter(release) && !now.repeats(release)))
                .findFirst();
    }

    /** Which release a turned one brings back. */
    Optional<Release> livedBefore(Release turned) {
        return lived.reversed().stream()
                .filter(release -> turned.isAfter(release) && Objects.equals(release.image(), turned.image()))
                .findFirst();
    }

    /** What a turn leaves behind is nothing to come back to. */
    Line leaving(Release release) {
        var others = lived.stream().filter(each -> !release.repeats(each)).toList();
        var leftElse = left.stream().filter(each -> !release.repeats(each)).toList();
        return new Line(
                head,
                admitted,
                obeyed,
                committed,
                desired,
                others,
                plus(leftElse, release),
                hold,
                waiting,
                pinned,
                standing);
    }

    private Line withCommitted(List<Caused> list, @Nullable Caused newest) {
        return new Line(head, admitted, obeyed, list, newest, lived, left, hold, waiting, pinned, standing);
    }

    private Line withLived(List<Release> list) {
        return new Line(head, admitted, obeyed, committed, desired, list, left, hold, waiting, pinned, standing);
    }

    private static boolean isNotAfter(Release release, @Nullable Release other) {
        return other != null && !release.isAfter(other);
    }

    private static <T> List<T> plus(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static <T> List<T> newest(List<T> list, int most) {
        return List.copyOf(list.subList(Math.max(0, list.size() - most), list.size()));
    }
}
