package dev.slipway.syncservice.core;

import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.time.Duration;
import java.time.Instant;

/** Says how far a sync is while it goes: what has changed, and the less often the longer ago it was desired, however often it is tried. */
final class Going {
    private static final Duration PAUSE_LEAST = Duration.ofSeconds(2);
    private static final Duration PAUSE_MOST = Duration.ofSeconds(30);
    private static final int PART = 4;

    private final Task task;
    private final Stage<SyncWork> stage;
    private String told = "";
    private Instant next;

    Going(Task task, Stage<SyncWork> stage) {
        this.task = task;
        this.stage = stage;
        next = stage.now().plus(pause());
    }

    void on(UnderWay underWay) {
        var now = stage.now();
        if (underWay.seen().equals(told) || now.isBefore(next)) {
            return;
        }
        told = underWay.seen();
        next = now.plus(pause());
        stage.say(task.verdicts().open(underWay.images()).stream()
                .map(each -> new Outcome.Said(task.verdicts().causeOf(each), task.progressed(each, told, now)))
                .toList());
    }

    private Duration pause() {
        var part = Duration.between(task.row().since(), stage.now()).dividedBy(PART);
        if (part.compareTo(PAUSE_LEAST) < 0) {
            return PAUSE_LEAST;
        }
        return part.compareTo(PAUSE_MOST) > 0 ? PAUSE_MOST : part;
    }
}
