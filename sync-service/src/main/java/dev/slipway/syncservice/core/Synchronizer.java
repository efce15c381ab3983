package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Announced.Waits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Has the environment's engine bring its newest content into the cluster as soon as it may, and waits until it runs. A newer row ends the
 * wait for an older one. What an instance that has lost the environment may have applied meanwhile is applied over once more.
 */
public final class Synchronizer implements Actor<SyncWork> {
    private static final Duration ITS_TURN = Duration.ofSeconds(1);

    private final Map<String, Engine> engines;
    private final SyncStrategies strategies;
    private final Beginnings beginnings;
    private final Watching watching;

    /** @param engines by the type that an environment names */
    public Synchronizer(
            Map<String, Engine> engines, SyncStrategies strategies, Beginnings beginnings, Duration rolloutMax) {
        this.engines = Map.copyOf(engines);
        this.strategies = strategies;
        this.beginnings = beginnings;
        watching = new Watching(rolloutMax);
    }

    @Override
    public Segment segment() {
        return Segment.ENGINE;
    }

    @Override
    public void owns(int partitions, int all) {
        beginnings.owns(partitions, all);
    }

    @Override
    public Outcome<SyncWork> act(String environment, List<Row<SyncWork>> rows, Stage<SyncWork> stage)
            throws IOException, InterruptedException {
        var before = announced(stage);
        var choice = Choice.of(rows, before, strategies, stage);
        var next = choice.next();
        if (next == null) {
            return choice.outcome().keep(before.waiting(choice.waits()));
        }
        if (next.intent().desired().hasLeft()) {
            return choice.outcome().and(Leaving.of(next, before));
        }
        if (!next.due(stage.now())) {
            return choice.later(before, Duration.between(stage.now(), next.nextTry()), next.waitsFor());
        }
        if (!beginnings.isTurn()) {
            return choice.later(before, ITS_TURN, beginnings.waitsFor());
        }
        return choice.outcome().and(sync(task(next, before, choice.waits()), stage));
    }

    @Override
    public Outcome<SyncWork> giveUp(Row<SyncWork> row, Failure why, Stage<SyncWork> stage) {
        var before = announced(stage);
        if (row.intent().desired().hasLeft()) {
            return Leaving.of(row, before);
        }
        return task(row, before, null).failed(why, stage);
    }

    private Task task(Row<SyncWork> row, Announced before, @Nullable Waits waits) {
        var engine = engines.get(row.intent().desired().engine());
        return new Task(row, before, waits, engine != null && engine.sight().isEmpty());
    }

    private static Announced announced(Stage<SyncWork> stage) {
        return stage.note(Announced.class).orElse(Announced.NOTHING);
    }

    private Outcome<SyncWork> sync(Task task, Stage<SyncWork> stage) throws IOException, InterruptedException {
        try {
            return watching.toTheEnd(begun(task, stage), task, stage);
        } catch (PermanentFailure e) {
            return task.failed(e.failure(), stage);
        } catch (IOException e) {
            stage.keep(task.brokenOff()); // we are still here, and what we apply next comes after what we asked before
            throw e;
        }
    }

    private Engine.Run begun(Task task, Stage<SyncWork> stage) throws IOException, InterruptedException {
        try {
            stage.say(task.goesOn());
            var plan = engine(task.desired()).plan(task.desired());
            task.planned(plan.objects());
            var run = begin(plan, task, stage);
            var said = run.done();
            stage.say(task.verdicts().begun().stream()
                    .map(each -> new Outcome.Said(task.verdicts().causeOf(each), task.progressed(each, said, null)))
                    .toList());
            return run;
        } finally {
            beginnings.done();
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

    /** What is kept before is refused where another instance has taken the environment over since the commit was read. Its start is said with it. */
    private static Engine.Run begin(Engine.Plan plan, Task task, Stage<SyncWork> stage)
            throws IOException, InterruptedException {
        var kept = stage.now();
        stage.say(task.started(), task.beginning(kept));
        if (stage.now().isAfter(kept.plus(Announced.BEGIN_MAX))) {
            throw new IOException(
                    "stood still for more than " + Announced.BEGIN_MAX.toSeconds() + " s before applying");
        }
        return plan.begin();
    }
}
