package dev.slipway.syncservice.core;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Looks at what was begun until it runs, is broken or late, or something newer comes. */
record Watching(Duration rolloutMax) {
    private static final Duration LOOK_FIRST = Duration.ofMillis(150);
    private static final Duration LOOK_SELDOM = Duration.ofSeconds(2);
    /** At least this long after a start, so that a service that was away for long does not call everything late. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    Outcome<SyncWork> toTheEnd(Engine.Run run, Task task, Stage<SyncWork> stage)
            throws IOException, InterruptedException {
        var verdicts = task.verdicts();
        var deadline = deadline(task, stage.now());
        var rest = LOOK_FIRST;
        var going = new Going(task, stage);
        while (true) {
            switch (verdicts.after(run.look())) {
                case Done done -> {
                    return task.ended(done.podsReady(), stage);
                }
                case UnderWay underWay -> {
                    if (stage.now().isAfter(deadline)) {
                        verdicts.failed(underWay.images(), late(task, underWay));
                        return task.ended(0, stage);
                    }
                    verdicts.sayWhatFailed(stage, task::underWay);
                    going.on(underWay);
                    if (stage.newerWaits()) {
                        return Outcome.<SyncWork>none()
                                .again(task.row(), Duration.ZERO, "something newer")
                                .keep(task.brokenOff());
                    }
                }
                case Broken _ -> throw new IllegalStateException("what is broken has had its verdict");
            }
            run.rest(rest);
            rest = longer(rest);
        }
    }

    /** Quick where it goes quickly; a rollout that is stuck does not keep the API server busy. */
    private static Duration longer(Duration rest) {
        var tenth = rest.plus(rest.dividedBy(10));
        return tenth.compareTo(LOOK_SELDOM) > 0 ? LOOK_SELDOM : tenth;
    }

    /** Counted from when it could begin: a row that waited until then was to be tried then. */
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

    private Failure late(Task task, UnderWay underWay) {
        var seen = "not rolled out within " + rolloutMax(task).toSeconds() + " s: " + underWay.seen();
        return underWay.waitsFor() == Segment.ENGINE
                ? new Failure(
                        Segment.ENGINE,
                        seen,
                        "see how the engine is: ./slipway engines --clusters; when it is well, sync the environment")
                : new Failure(
                        underWay.waitsFor(),
                        seen,
                        "look at the pods of the workload named here: kubectl describe, kubectl logs");
    }
}
