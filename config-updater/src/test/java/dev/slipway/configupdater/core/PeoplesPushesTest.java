package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeoplesPushesTest {
    private static final String BRANCH = "https://git.example/root/hichat.git#k8s-config";
    private static final Place PLACE = new Place(Samples.PROD, "k8s");
    private final List<ConfigRepository.Edited> edits = new ArrayList<>();
    private final ConfigBranches branches = new ConfigBranches(new Edits());
    private @Nullable Object note;

    @Test
    void aCommitOfPeopleIsAReleaseOnceHoweverOftenItIsLookedAt() {
        edits.add(edited(5, "theirs"));

        assertThat(act(push(3)).facts())
                .extracting(Outcome.Said::event)
                .satisfiesExactly(
                        requested -> assertThat(requested)
                                .isInstanceOfSatisfying(
                                        ReleaseRequested.class,
                                        said -> assertThat(said.release().application())
                                                .isEqualTo(Release.CONFIG)),
                        updated -> assertThat(updated).isInstanceOfSatisfying(ConfigUpdated.class, said -> {
                            assertThat(said.content()).isEqualTo("theirs");
                            assertThat(said.release().image()).isNull();
                        }));
        assertThat(act(push(3)).facts()).isEmpty();
        assertThat(act(push(4)).facts()).isEmpty();
    }

    @Test
    void ourOwnContentUnderAnothersNameIsNoRelease() {
        act(change(7));
        edits.add(edited(5, "ours 7")); // squashed: the same tree, and our trailers gone

        assertThat(act(push(3)).facts()).isEmpty();
    }

    @Test
    void aCommitOfPeopleThatOursStandsUponIsAReleaseAllTheSame() {
        edits.add(new ConfigRepository.Edited(PLACE, source(5), "theirs", Samples.commit(9), "ours 7"));

        var outcome = act(change(7), push(3));

        assertThat(outcome.facts().stream().filter(said -> said.event() instanceof ReleaseRequested))
                .hasSize(1);
        assertThat(outcome.closed()).hasSize(2);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        var away = new ConfigBranches(new Edits() {
            @Override
            public List<Edited> editedByPeople(ConfigBranch branch, @Nullable CommitId since, ConfigPush push)
                    throws IOException {
                throw new IOException("no route to host");
            }
        });

        var outcome = away.act(BRANCH, List.of(push(3)), new NoStage());

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later()).hasSize(1);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private Outcome<ConfigWork> act(Row<ConfigWork>... rows) {
        var outcome = branches.act(BRANCH, List.of(rows), new NoStage(note));
        note = outcome.note() == null ? note : outcome.note();
        return outcome;
    }

    private static ConfigRepository.Edited edited(long number, String content) {
        return new ConfigRepository.Edited(PLACE, source(number), content, Samples.commit(number), content);
    }

    private static SourceCommit source(long number) {
        return new SourceCommit(
                Samples.commit(number), new Person("Bob", "bob@example.com"), "More memory", Samples.NOON);
    }

    private static Row<ConfigWork> push(long ordinal) {
        return row(new ConfigPush(
                Samples.repository("https://git.example/root/hichat.git"),
                "k8s-config",
                Samples.commit(1),
                Samples.commit(5),
                new Ordinal(ordinal),
                List.of(PLACE)));
    }

    private static Row<ConfigWork> change(long ordinal) {
        return row(Samples.change(ordinal, "https://git.example/root/hichat.git", null));
    }

    private static Row<ConfigWork> row(ConfigWork work) {
        var cause = new Cause(new UUID(1, work.hashCode()), Samples.DELIVERY, null);
        return Row.open(BRANCH, "it", cause, work, Samples.NOON);
    }

    private class Edits implements ConfigRepository {
        @Override
        public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) {
            return changes.stream()
                    .<Written>map(change -> new Committed(
                            change,
                            Samples.commit(9),
                            "ours " + change.release().ordinal()))
                    .toList();
        }

        @Override
        public List<Edited> editedByPeople(ConfigBranch branch, @Nullable CommitId since, ConfigPush push)
                throws IOException {
            return List.copyOf(edits);
        }
    }
}
