package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has the environment's engine bring its newest content into the cluster, and waits until it runs. A newer row ends the wait for an older
 * one. What an instance that has lost the environment may have applied meanwhile is applied over once more.
 */
public final class Synchronizer implements Actor<SyncWork> {
    private static final Duration LOOK_FIRST = Duration.ofMillis(150);
    private static final Duration LOOK_SELDOM = Duration.ofSeconds(2);
    /** At least this long after a start, so that a service that was away for long does not call everything late. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final Map<String, Engine> engines;
    private final Duration rolloutMax;

    /** @param engines by the type that an environment names */
    public Synchronizer(Map<String, Engine> engines, Duration rolloutMax) {
        this.engines = Map.copyOf(engines);
        this.rolloutMax = rolloutMax;
    }

    @Override
    public Segment segment() {
        return Segment.ENGINE;
    }

    @Override
    public Outcome<SyncWork> act(String environment, List<Row<SyncWork>> rows, Stage<SyncWork> stage)
            throws IOException, InterruptedException {
        var newest = rows.stream()
                .max(Comparator.comparingLong(row -> row.intent().desired().generation()))
                .orElseThrow();
        var outcome = Outcome.<SyncWork>none();
        rows.stream().filter(row -> !row.equals(newest)).forEach(outcome::close);
        var task = Task.of(newest, stage);
        try {
            return outcome.and(sync(task, stage));
        } catch (PermanentFailure e) {
            return outcome.and(failed(task, e.failure(), stage));
        } catch (IOException e) {
            stage.keep(task.verdicts()
                    .brokenOff()); // we are still here, and what we apply next comes after what we asked before
            throw e;
        }
    }

    @Override
    public Outcome<SyncWork> giveUp(Row<SyncWork> row, Failure why, Stage<SyncWork> stage) {
        return failed(Task.of(row, stage), why, stage);
    }

    /** @param before what was kept when the act began */
    private record Task(Row<SyncWork> row, Announced before, Verdicts verdicts) {

        static Task of(Row<SyncWork> row, Stage<SyncWork> stage) {
            var before = stage.note(Announced.class).orElse(Announced.NOTHING);
            var intent = row.intent();
            return new Task(row, before, new Verdicts(intent.desired(), before, intent.isReplayed()));
        }

        EnvironmentDesired desired() {
            return row.intent().desired();
        }
    }

    private Outcome<SyncWork> sync(Task task, Stage<SyncWork> stage) throws IOException, InterruptedException {
        var desired = task.desired();
        var verdicts = task.verdicts();
        var fresh = verdicts.fresh();
        var commit = desired.source().commit();
        fresh.forEach(r ->
                stage.say(r.cause(), new SyncStarted(r.release(), desired.destination(), commit, desired.engine())));
        var plan = engine(desired).plan(desired);
        var run = begin(plan, task, stage);
        fresh.forEach(r -> stage.say(
                r.cause(), new SyncProgressed(r.release(), desired.destination(), plan.objects(), run.done())));
        var deadline = deadline(task, stage.now());
        var rest = LOOK_FIRST;
        while (true) {
            switch (verdicts.after(run.look())) {
                case Done done -> {
                    return ended(task, done.podsReady(), stage);
                }
                case UnderWay underWay -> {
                    if (stage.now().isAfter(deadline)) {
                        verdicts.failed(underWay.images(), late(task, underWay.seen()));
                        return ended(task, 0, stage);
                    }
                    verdicts.sayWhatFailed(stage);
                    if (stage.newerWaits()) {
                        return Outcome.<SyncWork>none()
                                .again(task.row(), Duration.ZERO, "a newer commit")
                                .keep(verdicts.brokenOff());
                    }
                }
                case Broken _ -> throw new IllegalStateException("what is broken has had its verdict");
            }
            run.rest(rest);
            rest = longer(rest);
        }
    }

    private Engine engine(EnvironmentDesired desired) {
        var engine = engines.get(desired.engine());
        if (engine == null) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    "this sync-service knows no engine '" + desired.engine() + "'",
                    "use a sync-service of the version that wrote this, or one of the engines "
                            + String.join(", ", new TreeSet<>(engines.keySet())));
        }
        return engine;
    }

    /** What is kept before is refused where another instance has taken the environment over since the commit was read. */
    private static Engine.Run begin(Engine.Plan plan, Task task, Stage<SyncWork> stage)
            throws IOException, InterruptedException {
        var kept = stage.now();
        stage.keep(task.before().applyingSince(kept));
        if (stage.now().isAfter(kept.plus(Announced.BEGIN_MAX))) {
            throw new IOException(
                    "stood still for more than " + Announced.BEGIN_MAX.toSeconds() + " s before applying");
        }
        return plan.begin();
    }

    /** Quick where it goes quickly; a rollout that is stuck does not keep the API server busy. */
    private static Duration longer(Duration rest) {
        var tenth = rest.plus(rest.dividedBy(10));
        return tenth.compareTo(LOOK_SELDOM) > 0 ? LOOK_SELDOM : tenth;
    }

    private Duration rolloutMax(Task task) {
        var seconds = task.desired().rolloutSeconds();
        return seconds == null ? rolloutMax : Duration.ofSeconds(seconds);
    }

    private Instant deadline(Task task, Instant now) {
        var row = task.row();
        var first = row.intent().isReplayed() ? now : row.nextTry(); // its row is as old as what is replayed
        var fromFirst = first.plus(rolloutMax(task));
        var atLeast = now.plus(LEAST);
        return fromFirst.isAfter(atLeast) ? fromFirst : atLeast;
    }

    private Failure late(Task task, String seen) {
        return new Failure(
                Segment.CLUSTER,
                "not rolled out within " + rolloutMax(task).toSeconds() + " s: " + seen,
                "look at the pods of the workload named here: kubectl describe, kubectl logs");
    }

    private static Outcome<SyncWork> failed(Task task, Failure why, Stage<SyncWork> stage) {
        task.verdicts().failed(Set.of(), why);
        return ended(task, 0, stage);
    }

    private static Outcome<SyncWork> ended(Task task, int podsReady, Stage<SyncWork> stage) {
        var ended = task.verdicts().ended(podsReady);
        var outcome = Outcome.<SyncWork>none();
        ended.said().forEach((release, said) -> outcome.say(release.cause(), said));
        var unsettled = task.before().unsettledFor(stage.now());
        return unsettled.isZero()
                ? outcome.close(task.row()).keep(ended.announced())
                : outcome.again(task.row(), unsettled, "what was broken off here before; then it is applied once more")
                        .keep(ended.announced().applyingSince(task.before().applying()));
    }
}
