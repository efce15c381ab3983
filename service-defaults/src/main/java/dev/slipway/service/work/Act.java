package dev.slipway.service.work;

import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** One attempt at a resource's rows, and what becomes of them whatever happens in it. */
public final class Act<W> {
    private static final Duration ITS_TURN = Duration.ofSeconds(1);
    private final Actor<W> actor;
    private final GivingUp<W> givingUp;
    private final RetryPolicy retries;

    public Act(Actor<W> actor, RetryPolicy retries) {
        this.actor = actor;
        this.retries = retries;
        givingUp = new GivingUp<>(actor);
    }

    void owns(int partitions, int all) {
        actor.owns(partitions, all);
    }

    /** Never throws what the actor throws: the outcome accounts for every row. */
    public Outcome<W> on(WorkTable.Due<W> due, Stage<W> stage) throws InterruptedException {
        if (due.orders().isEmpty()) {
            return on(due.resource(), due.rows(), stage);
        }
        var carriedOut = new Orders<>(givingUp, actor.segment(), due.orders()).on(due.rows(), stage);
        var mayAct = !due.paused() && carriedOut.rows().stream().anyMatch(row -> row.due(stage.now()));
        if (!mayAct) {
            return carriedOut.waiting(due.rows(), stage);
        }
        var ordered = carriedOut.outcome();
        return ordered.and(on(due.resource(), carriedOut.rows(), new StageAfter<>(stage, ordered)));
    }

    private Outcome<W> on(String resource, List<Row<W>> waiting, Stage<W> stage) throws InterruptedException {
        var rows = waiting.stream().map(row -> row.withoutIdle(stage.now())).toList();
        Outcome<W> outcome;
        try {
            outcome = actor.act(resource, rows, stage);
        } catch (PermanentFailure e) {
            outcome = givingUp.on(rows, e.failure(), stage);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            outcome = Outcome.none();
            for (var row : rows) {
                outcome.retry(row, reason(e));
            }
        }
        return writable(rows, accountForAll(rows, outcome, stage), stage);
    }

    /** The row as it is written when it is to be tried again. */
    public Row<W> rewritten(Outcome.Later<W> later, Instant now) {
        var row = later.row();
        return later.failed()
                ? row.failed(now, now.plus(retries.delay(row.attempts())), later.why())
                : row.waiting(now.plus(later.delay()), later.why());
    }

    private Outcome<W> accountForAll(List<Row<W>> rows, Outcome<W> outcome, Stage<W> stage) {
        var accounted = new HashSet<String>();
        var result = Outcome.<W>none();
        outcome.facts().forEach(said -> result.say(said.cause(), said.event()));
        if (outcome.note() != null) {
            result.keep(outcome.note());
        }
        outcome.closed().forEach(row -> {
            accounted.add(row.key());
            result.close(row);
        });
        for (var later : outcome.later()) {
            accounted.add(later.row().key());
            if (later.failed() && retries.usedUp(later.row().failingFor(stage.now()))) {
                var after = new StageAfter<>(stage, result);
                result.and(givingUp.on(List.of(later.row()), budgetUsedUp(later), after));
            } else {
                result.and(one(later));
            }
        }
        rows.stream()
                .filter(row -> !accounted.contains(row.key()))
                .forEach(row -> result.again(row, ITS_TURN, "its turn"));
        return result;
    }

    private Outcome<W> one(Outcome.Later<W> later) {
        return later.failed()
                ? Outcome.<W>none().retry(later.row(), later.why())
                : Outcome.<W>none().again(later.row(), later.delay(), later.why());
    }

    /** What is too large to be written would be so for ever: the rows end, and say why. */
    private Outcome<W> writable(List<Row<W>> rows, Outcome<W> outcome, Stage<W> stage) {
        try {
            outcome.mustFit(rows.getFirst().resource());
            return outcome;
        } catch (IllegalArgumentException e) {
            var why = new Failure(actor.segment(), reason(e), "split the project or the repository");
            return givingUp.on(rows, why, stage);
        }
    }

    private Failure budgetUsedUp(Outcome.Later<W> later) {
        return new Failure(
                actor.segment(),
                "tried " + (later.row().attempts() + 1) + " times in "
                        + retries.budget().toHours() + " hours; last: " + later.why(),
                "mend what the last attempt met, then push again");
    }

    static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
