package dev.slipway.syncservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.Failure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Announced.Waits;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One sync of an environment. */
final class Task {
    private final Row<SyncWork> row;
    private final Announced before;
    private final Verdicts verdicts;
    private final @Nullable Waits waits;
    private final boolean isUnseen;
    private int objects;
    private @Nullable Instant begun;

    /**
     * @param before what was kept when the act began
     * @param waits what goes on waiting, once this one has begun
     * @param isUnseen whether nobody else tells how the engine is: then its end does
     */
    Task(Row<SyncWork> row, Announced before, @Nullable Waits waits, boolean isUnseen) {
        this.row = row;
        this.before = before;
        this.waits = waits;
        this.isUnseen = isUnseen;
        verdicts = new Verdicts(row.intent().desired(), before, row.intent().isReplayed() ? row.cause() : null);
    }

    Row<SyncWork> row() {
        return row;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    EnvironmentDesired desired() {
        return row.intent().desired();
    }

    /** How many objects it is about. */
    void planned(int number) {
        objects = number;
    }

    /** Of those that were said to wait, and do so no more: even if the engine, or Git, can't be asked for a while. */
    List<Outcome.Said> goesOn() {
        return started(each -> before.hasToldToWait(idOf(each)));
    }

    /** Of the others whose end is open; not once more where an act before has begun it. */
    List<Outcome.Said> started() {
        return before.hasBegun(desired().generation()) && !row.intent().isReplayed()
                ? List.of()
                : started(each -> !before.hasToldToWait(idOf(each)));
    }

    private List<Outcome.Said> started(Predicate<ReleaseDesired> which) {
        var desired = desired();
        var commit = desired.source().commit();
        return verdicts.begun().stream()
                .filter(which)
                .map(each -> new Outcome.Said(
                        verdicts.causeOf(each),
                        new SyncStarted(each.release(), desired.destination(), commit, desired.engine())))
                .toList();
    }

    private static UUID idOf(ReleaseDesired release) {
        return release.release().id();
    }

    /** @param since null where it is what has just been applied */
    SyncProgressed progressed(ReleaseDesired release, String seen, @Nullable Instant since) {
        return new SyncProgressed(release.release(), desired().destination(), objects, seen, since);
    }

    /** What is kept before the engine is told: from then on it goes on to its end. */
    Announced beginning(Instant now) {
        begun = now;
        return before.applyingSince(now).beginning(desired().generation()).waiting(waits);
    }

    /** What is known of the environment if the act is broken off now. */
    Announced brokenOff() {
        var known = verdicts.brokenOff();
        return begun == null ? known : known.beginning(desired().generation()).waiting(waits);
    }

    /** What is known of it while the act goes on. */
    Announced underWay() {
        return brokenOff().applyingSince(begun);
    }

    Outcome<SyncWork> failed(Failure why, Stage<SyncWork> stage) {
        verdicts.failed(Set.of(), why);
        return ended(0, ActSeen.refused(desired(), why, stage.now()), stage);
    }

    Outcome<SyncWork> ended(int podsReady, Stage<SyncWork> stage) {
        return ended(podsReady, ActSeen.applied(desired(), objects, verdicts.trouble(), stage.now()), stage);
    }

    private Outcome<SyncWork> ended(int podsReady, EngineSeen seen, Stage<SyncWork> stage) {
        var ended = verdicts.ended(podsReady);
        var announced = ended.announced().waiting(waits);
        var outcome = Outcome.<SyncWork>none();
        ended.said().forEach((release, said) -> outcome.say(verdicts.causeOf(release), said));
        if (isUnseen) {
            outcome.say(ofNoDelivery(row.cause()), seen);
        }
        var unsettled = before.unsettledFor(stage.now());
        return unsettled.isZero()
                ? outcome.close(row).keep(announced)
                : outcome.again(row, unsettled, "what was broken off here before; then it is applied once more")
                        .keep(announced.applyingSince(before.applying()));
    }

    /** It is about the environment. */
    private static Cause ofNoDelivery(Cause cause) {
        return new Cause(cause.id(), null, cause.traceparent());
    }
}
