package dev.slipway.service.flow;

import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.util.List;

/** The smallest service: answers each push with what it has counted (decide) and with one more fact (act). */
final class Echo {
    static final String SERVICE = "echo";

    private Echo() {}

    record Counted(long pushes) {}

    record Work(String subject, Ordinal ordinal) {}

    /** What is kept of a resource: how many acts have begun, and how many rows they ended. */
    record Acted(long acts, long rows) {

        Acted begun() {
            return new Acted(acts + 1, rows);
        }

        Acted ended(long more) {
            return new Acted(acts + 1, rows + more);
        }
    }

    static final class EchoDecider implements Decider<Counted> {
        @Override
        public Class<Counted> stateType() {
            return Counted.class;
        }

        @Override
        public Counted initial() {
            return new Counted(0);
        }

        @Override
        public List<Route<Counted, ?>> routes() {
            return List.of(new Route<>("push", PushEvent.class, this::pushed));
        }

        private Decision<Counted> pushed(Counted state, Fact<PushEvent> fact) {
            if (!(fact.event() instanceof BranchPushed push)) {
                throw new IllegalStateException("this decider crashes on deletions, for a test");
            }
            var now = new Counted(state.pushes() + 1);
            var counted = new Ordinal(now.pushes());
            return Decision.of(now)
                    .say(new BuildQueued(application(push.project()), push.branch(), push.after(), counted))
                    .open(
                            push.project() + "/" + push.branch(),
                            push.subject(),
                            new Work(push.subject(), push.ordinal()));
        }
    }

    static final class EchoActor implements Actor<Work> {
        private final long millis;

        EchoActor(long millis) {
            this.millis = millis;
        }

        @Override
        public Segment segment() {
            return Segment.GIT;
        }

        @Override
        public Outcome<Work> act(String resource, List<Row<Work>> rows, Stage<Work> stage) throws InterruptedException {
            var before = stage.note(Acted.class).orElse(new Acted(0, 0));
            stage.keep(before.begun());
            Thread.sleep(millis); // the work itself, so that a kill meets it half done
            var outcome = Outcome.<Work>none().keep(before.ended(rows.size()));
            for (var row : rows) {
                outcome.say(row, said(resource, row.intent())).close(row);
            }
            return outcome;
        }

        @Override
        public Outcome<Work> giveUp(Row<Work> row, Failure why, Stage<Work> stage) {
            return Outcome.none();
        }

        private static BuildSkipped said(String resource, Work work) {
            var project = resource.substring(0, resource.indexOf('/'));
            return new BuildSkipped(
                    application(project), "main", commit(work.ordinal().value()), work.ordinal(), work.subject());
        }
    }

    static ApplicationRef application(String project) {
        return new ApplicationRef(project, "app");
    }

    static CommitId commit(long number) {
        return new CommitId("%040x".formatted(number));
    }
}
