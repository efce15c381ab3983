package dev.slipway.syncservice.core;

import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Stage;
import java.time.Duration;
import java.time.Instant;

/** Says how far a sync is while it goes: what has changed, at once where it has been quiet, and the less often the longer it takes. */
final class Going {
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(2);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final Task task;
    private final Stage<SyncWork> stage;
    private String told = "";
    private Duration pause = PAUSE_FIRST;
    private Instant next;

    Going(Task task, Stage<SyncWork> stage) {
        this.task = task;
        this.stage = stage;
        next = stage.now().plus(pause);
    }

    void on(String seen) {
        var now = stage.now();
        if (seen.equals(told) || now.isBefore(next)) {
            return;
        }
        told = seen;
        var more = pause.plus(pause.dividedBy(2));
        pause = more.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : more;
        next = now.plus(pause);
        stage.say(task.verdicts().open().stream()
                .map(each -> new Outcome.Said(each.cause(), task.progressed(each, seen, now)))
                .toList());
    }
}
