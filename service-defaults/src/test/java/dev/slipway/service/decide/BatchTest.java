package dev.slipway.service.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.work.Gathers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is decided in one transaction. */
class BatchTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void workOnOneResourceIsOneRowAsFarAsItGoesTogether() {
        var batch = new Batch<>("echo", new Opening(), _ -> null, NOON);
        for (var branch : List.of("a", "b", "other", "c", "d", "e", "f")) {
            batch.decide(new Route<>("push", PushEvent.class, Opening::opened), deleted(branch));
        }

        assertThat(batch.rows()).extracting(row -> row.intent().toString()).containsExactly("a+b+c", "other", "d+e+f");
        assertThat(batch.rows().getFirst().cause().id()).isEqualTo(idOf("a"));
    }

    /** Else its row, or the tombstone of an act that is under way, would take the others away. */
    @Test
    void whatIsGatheredIsARowOfItsOwn() {
        var keys = Stream.of(List.of("a"), List.of("a", "b"), List.of("a", "c"))
                .map(branches -> {
                    var batch = new Batch<>("echo", new Opening(), _ -> null, NOON);
                    branches.forEach(branch ->
                            batch.decide(new Route<>("push", PushEvent.class, Opening::opened), deleted(branch)));
                    return batch.rows().getFirst().key();
                })
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void ofARowOfATableOnlyTheNewestIsWritten() {
        var batch = new Batch<>("echo", new Opening(), _ -> null, NOON);
        for (var generation : List.of("1", "2", "3")) {
            batch.decide(new Route<>("push", PushEvent.class, BatchTest::desired), deleted(generation));
        }

        assertThat(batch.facts())
                .extracting(fact -> fact.event().subject())
                .containsExactly("p/prod@3", "p/r/refs/heads/1@1", "p/r/refs/heads/2@1", "p/r/refs/heads/3@1");
    }

    private static Decision<String> desired(String state, Fact<PushEvent> fact) {
        var push = (BranchDeleted) fact.event();
        var row = new EnvironmentDesired(
                new EnvironmentRef("p", "prod"),
                "local",
                "p",
                Long.parseLong(push.branch()),
                new Source("http://git.example/p.git", null, "master", push.before(), "k8s"),
                "content",
                "direct",
                List.of());
        return Decision.of(state).say(row).say(push);
    }

    /** Up to three go together. */
    private record Letters(List<String> all) implements Gathers<Letters> {
        @Override
        public Optional<Letters> with(Cause cause, Letters other) {
            return all.size() == 3
                    ? Optional.empty()
                    : Optional.of(new Letters(
                            Stream.concat(all.stream(), other.all.stream()).toList()));
        }

        @Override
        public String toString() {
            return String.join("+", all);
        }
    }

    private static final class Opening implements Decider<String> {
        @Override
        public Class<String> stateType() {
            return String.class;
        }

        @Override
        public String initial() {
            return "";
        }

        @Override
        public List<Route<String, ?>> routes() {
            return List.of(new Route<>("push", PushEvent.class, Opening::opened));
        }

        private static Decision<String> opened(String state, Fact<PushEvent> fact) {
            var branch = ((BranchDeleted) fact.event()).branch();
            var resource = branch.equals("other") ? "another" : "one";
            return Decision.of(state).open(resource, branch, new Letters(List.of(branch)));
        }
    }

    private static Fact<PushEvent> deleted(String branch) {
        var event = new BranchDeleted(
                new RepositoryRef("p", "r"), branch, new CommitId("1".repeat(40)), new Ordinal(1), null);
        var envelope = Envelope.follow(new Cause(new UUID(1, 1), null, null), event, "test", NOON);
        return new Fact<>(envelope, event);
    }

    private static UUID idOf(String branch) {
        return deleted(branch).envelope().id();
    }
}
