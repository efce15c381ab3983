package dev.slipway.service.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A state that is kept in parts. */
class PartsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final Map<String, Branches> committed = new HashMap<>();
    private final StateRecords<Branches> topic = new StateRecords<>(new Counting());

    @Test
    void onlyWhatChangedIsWritten() {
        assertThat(write("a", "b", "a")).containsOnlyKeys("p/branch/a", "p/branch/b", "p/all/pushes");
        assertThat(write("b")).containsOnlyKeys("p/branch/b", "p/all/pushes");
        assertThat(write("nothing")).isEmpty();
    }

    @Test
    void whatIsReadBackIsWhatWasCommitted() {
        write("a", "feature/x", "a");
        write("gone/a", "b");

        assertThat(topic.states()).isEqualTo(committed).containsKey("p");
        assertThat(committed.get("p")).extracting(Branches::counts).isEqualTo(Map.of("feature/x", 1L, "b", 1L));
    }

    /** A part has its limit; all of them together have none. */
    @Test
    void aPartThatIsTooLargeIsRefusedAndTheOthersAreKept() {
        write("a");
        assertThatThrownBy(() -> write("large/b"))
                .hasMessageContaining("p/note/b")
                .hasMessageContaining("at most");
        for (var each = 0; each < 5; each++) {
            write("fits/" + each);
        }

        assertThat(topic.states().get("p"))
                .extracting(Branches::notes, InstanceOfAssertFactories.MAP)
                .hasSize(5);
    }

    @Test
    void aShelfThatIsNotKnownIsLeftAlone() {
        write("a");
        topic.read("p/of-another-version/x", new byte[] {'1'});

        assertThat(topic.states()).isEqualTo(committed);
    }

    private Map<String, byte @Nullable []> write(String... branches) {
        var batch = new Batch<>("counting", new Counting(), committed::get, NOON);
        List.of(branches)
                .forEach(branch -> batch.decide(new Route<>("push", PushEvent.class, Counting::push), of(branch)));
        var records = batch.stateRecords();
        records.forEach(topic::read);
        committed.putAll(batch.states());
        return records;
    }

    private record Branches(Map<String, Long> counts, Map<String, String> notes, long pushes) {}

    private static final class Counting implements Decider<Branches> {
        private static Decision<Branches> push(Branches before, Fact<PushEvent> fact) {
            var branch = ((BranchDeleted) fact.event()).branch();
            var counts = new HashMap<>(before.counts());
            var notes = new HashMap<>(before.notes());
            var words = branch.split("/", 2);
            switch (words[0]) {
                case "nothing" -> {
                    return Decision.of(before);
                }
                case "gone" -> counts.remove(words[1]);
                case "large" -> notes.put(words[1], "x".repeat(Json.RECORD_BYTES_MAX));
                case "fits" -> notes.put(words[1], "x".repeat(Json.RECORD_BYTES_MAX / 2));
                default -> counts.merge(branch, 1L, Long::sum);
            }
            return Decision.of(new Branches(Map.copyOf(counts), Map.copyOf(notes), before.pushes() + 1));
        }

        @Override
        public Class<Branches> stateType() {
            return Branches.class;
        }

        @Override
        public Branches initial() {
            return new Branches(Map.of(), Map.of(), 0);
        }

        @Override
        public Parts<Branches> parts() {
            return new Parts<>() {
                @Override
                public Map<String, Class<?>> types() {
                    return Map.of("branch", Long.class, "note", String.class, "all", Long.class);
                }

                @Override
                public Map<String, Map<String, ?>> of(Branches state) {
                    return Map.of(
                            "branch", state.counts(), "note", state.notes(), "all", Map.of("pushes", state.pushes()));
                }

                @Override
                public Branches whole(Shelves shelves) {
                    return new Branches(
                            shelves.of("branch", Long.class),
                            shelves.of("note", String.class),
                            shelves.of("all", Long.class).getOrDefault("pushes", 0L));
                }
            };
        }

        @Override
        public List<Route<Branches, ?>> routes() {
            return List.of(new Route<>("push", PushEvent.class, Counting::push));
        }
    }

    private static Fact<PushEvent> of(String branch) {
        var event = new BranchDeleted(
                new RepositoryRef("p", "r"), branch, new CommitId("1".repeat(40)), new Ordinal(1), null);
        return new Fact<>(Envelope.follow(new Cause(new UUID(1, 1), null, null), event, "test", NOON), event);
    }
}
