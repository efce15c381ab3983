package dev.slipway.service.work;

import dev.slipway.events.values.Failure;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends rows without their effect. Never fails at it: a row whose end cannot be said stays, and says why. */
final class GivingUp<W> {
    private static final Logger LOG = Logger.getLogger(OpenWork.class);
    private static final Duration ASKED_AGAIN = Duration.ofHours(1);
    private final Actor<W> actor;

    GivingUp(Actor<W> actor) {
        this.actor = actor;
    }

    Outcome<W> on(List<Row<W>> rows, Failure why, Stage<W> stage) {
        var outcome = Outcome.<W>none();
        for (var row : rows) {
            outcome.and(one(row, why, new StageAfter<>(stage, outcome)));
        }
        return outcome;
    }

    private Outcome<W> one(Row<W> row, Failure why, Stage<W> stage) {
        try {
            var ended = actor.giveUp(row, why, stage);
            ended.mustFit(row.resource());
            return ended.close(row);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "open work %s cannot be given up", row.key());
            return Outcome.<W>none().again(row, ASKED_AGAIN, "it cannot be given up: " + Act.reason(e));
        }
    }
}
