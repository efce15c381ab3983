package dev.slipway.buildservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.decide.Batch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a push means for the applications of its repository. */
class BuildDeciderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final BuildDecider decider = new BuildDecider();
    private BuildState state = decider.initial();

    @Test
    void aPushOfAFollowedBranchQueuesABuildOnce() {
        decide(declared());

        var batch = decide(pushed("master", 7));

        assertThat(batch.facts()).singleElement().extracting(Fact::event).isInstanceOf(BuildQueued.class);
        assertThat(batch.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.resource()).isEqualTo("hichat/server"));
        assertThat(decide(pushed("master", 7)).rows()).isEmpty();
        assertThat(decide(pushed("master", 6)).rows()).isEmpty();
    }

    @Test
    void aPushThatIsReplayedAheadOfOthersHidesNone() {
        decide(declared());

        assertThat(decide(pushed("master", 7), true).rows()).hasSize(1);
        assertThat(decide(pushed("master", 6)).rows()).hasSize(1);
        assertThat(decide(pushed("master", 7)).rows()).hasSize(1);
        assertThat(decide(pushed("master", 6), true).rows()).hasSize(1);
        assertThat(decide(pushed("master", 7)).rows()).isEmpty();
    }

    @Test
    void aBranchThatNoEnvironmentFollowsIsNotBuilt() {
        decide(declared());

        assertThat(decide(pushed("idea", 7)).rows()).isEmpty();
    }

    @Test
    void aPushThatAsksForNoBuildHasNone() {
        decide(declared());
        var commit = new CommitId("%040x".formatted(7));
        var push = new BranchPushed(
                new RepositoryRef("hichat", "hichat"),
                "master",
                null,
                commit,
                new Ordinal(7),
                null,
                List.of("ci.skip"));

        var batch = decide(push);

        assertThat(batch.rows()).isEmpty();
        assertThat(batch.facts()).extracting(Fact::event).last().isInstanceOf(BuildSkipped.class);
    }

    private static BranchPushed pushed(String branch, long ordinal) {
        var commit = new CommitId("%040x".formatted(ordinal));
        return new BranchPushed(
                new RepositoryRef("hichat", "hichat"), branch, null, commit, new Ordinal(ordinal), null);
    }

    private static ProjectDeclared declared() {
        var repository =
                new Repository("hichat", "gitlab", "root/hichat", "https://git.example/hichat.git", null, null);
        var build = new Application.Build("local", "Dockerfile", ".");
        var server = new Application("server", "hichat", "registry.example/hichat", build);
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null);
        var prod = new Environment("prod", "master", "cloud", "hichat", config, new Engine("direct"));
        return new ProjectDeclared(
                new Project("hichat", List.of(repository), List.of(server), List.of(prod), List.of()), "test");
    }

    private Batch<BuildState> decide(Event event) {
        return decide(event, false);
    }

    private Batch<BuildState> decide(Event event, boolean isReplayed) {
        var batch = new Batch<>("build-service", decider, _ -> state, NOON);
        var cause = new Cause(new UUID(3, event.hashCode()), null, null);
        var fact = new Fact<>(Envelope.follow(cause, event, "test", NOON), event, isReplayed);
        decider.routes().stream()
                .filter(route -> route.family().isInstance(event))
                .forEach(route -> batch.decide(route, fact));
        state = batch.states().getOrDefault("hichat", state);
        return batch;
    }
}
