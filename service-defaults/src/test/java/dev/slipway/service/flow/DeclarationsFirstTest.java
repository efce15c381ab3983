package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Inbox;
import dev.slipway.service.decide.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two topics have no order between them; what follows from a declaration is decided after it all the same. */
class DeclarationsFirstTest {
    private static final int PROJECTS = 3_000;

    @TempDir
    Path folder;

    @Test
    void aPushIsNeverDecidedBeforeTheDeclarationThatItFollows() throws IOException {
        try (var bed = new EchoBed(folder)) {
            declareAndPush(bed);

            try (var flow = start(bed)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> decided(bed) == PROJECTS);
                assertThat(flow.alive()).isTrue();
            }
            assertThat(bed.said(BuildSkipped.class))
                    .as("decided without its project")
                    .isEmpty();
        }
    }

    private static int decided(EchoBed bed) {
        return bed.said(BuildQueued.class).size() + bed.said(BuildSkipped.class).size();
    }

    private static Flow start(EchoBed bed) {
        var metrics = new FlowMetrics(new SimpleMeterRegistry(), Echo.SERVICE);
        var inbox =
                new Inbox<>(bed.clients, EchoBed.TOPICS, Echo.SERVICE, "only", new Gate(), Clock.systemUTC(), metrics);
        var flow = new Flow(Echo.SERVICE, List.of(new Loop("inbox", inbox)));
        flow.start();
        return flow;
    }

    /** More than one poll takes, and every declaration durable before the first push. */
    private static void declareAndPush(EchoBed bed) {
        bed.publish(IntStream.range(0, PROJECTS)
                .mapToObj(number -> new ProjectDeclared(project(number), "test"))
                .toList());
        bed.publish(IntStream.range(0, PROJECTS)
                .mapToObj(number -> new RepositoryRef("project-" + number, "repository"))
                .map(repository -> new BranchPushed(repository, "main", null, Echo.commit(1), new Ordinal(1), null))
                .toList());
    }

    private static Project project(int number) {
        return new Project("project-" + number, List.of(), List.of(), List.of(), List.of());
    }

    record Known(boolean declared) {}

    /** Queues what is pushed to a project that it knows, and skips all else. */
    private static final class Gate implements Decider<Known> {
        @Override
        public Class<Known> stateType() {
            return Known.class;
        }

        @Override
        public Known initial() {
            return new Known(false);
        }

        @Override
        public List<Route<Known, ?>> routes() {
            return List.of(
                    new Route<>("push", PushEvent.class, Gate::pushed),
                    new Route<>(
                            "catalog",
                            CatalogEvent.class,
                            (Known _, Fact<CatalogEvent> _) -> Decision.of(new Known(true))));
        }

        private static Decision<Known> pushed(Known state, Fact<PushEvent> fact) {
            var push = (BranchPushed) fact.event();
            var application = Echo.application(push.project());
            return Decision.of(state)
                    .say(
                            state.declared()
                                    ? new BuildQueued(application, push.branch(), push.after(), push.ordinal())
                                    : new BuildSkipped(
                                            application, push.branch(), push.after(), push.ordinal(), "not declared"));
        }
    }
}
