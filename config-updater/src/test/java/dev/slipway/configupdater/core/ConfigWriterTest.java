package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigWriterTest {
    private static final String BRANCH = "https://git.example/root/hichat.git#k8s-config";
    private final List<List<ConfigChange>> pushes = new ArrayList<>();

    @Test
    void allThatWaitsIsOnePushInTheOrderOfTheirLines() throws Exception {
        var outcome = act(this::committed, row(9, null), row(7, null), row(8, null));

        assertThat(pushes)
                .singleElement()
                .satisfies(push -> assertThat(push)
                        .extracting(change -> change.release().ordinal().value())
                        .containsExactly(7L, 8L, 9L));
        assertThat(outcome.facts()).hasSize(3).allMatch(said -> said.event() instanceof ConfigUpdated);
        assertThat(outcome.closed()).hasSize(3);
    }

    @Test
    void whatOnePushDoesNotTakeWaitsForTheNext() throws Exception {
        var rows = LongStream.rangeClosed(1, 501).mapToObj(n -> row(n, null)).toList();

        var outcome = act(this::committed, rows);

        assertThat(outcome.closed()).hasSize(500).doesNotContain(rows.getLast());
    }

    @Test
    void nobodyWritesWithAnothersCredentials() throws Exception {
        var outcome = act(
                (branch, changes) -> {
                    if ("wrong".equals(branch.repository().credentials())) {
                        throw new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
                    }
                    return committed(branch, changes);
                },
                row(1, "right"),
                row(2, "wrong"),
                row(3, "right"));

        assertThat(pushes).singleElement().satisfies(push -> assertThat(push).hasSize(2));
        assertThat(outcome.facts().stream().filter(said -> said.event() instanceof ConfigFailed))
                .singleElement()
                .satisfies(said -> assertThat(
                                ((ConfigFailed) said.event()).failure().nextStep())
                        .isEqualTo("mend the secret"));
        assertThat(outcome.closed()).hasSize(3);
    }

    /** It looks at the commits of the branch: what it takes back has to be one of them. */
    @Test
    void whatTakesSomethingBackIsWrittenUponWhatCameBeforeIt() throws Exception {
        var back = Samples.change(2, "https://git.example/root/hichat.git", null);
        var turned = new ConfigChange(
                back.release(),
                back.repository(),
                back.config(),
                null,
                new TurnedBack(new UUID(1, 1), back.release().ordinal(), "it crashes", null),
                null);
        var rollback =
                Row.<ConfigWork>open(BRANCH, "back", new Cause(new UUID(1, 2), null, null), turned, Samples.NOON);

        var first = act(this::committed, row(1, "git-bot"), rollback, row(3, "git-bot"));
        var second = act(this::committed, rollback, row(3, "git-bot"));

        assertThat(first.closed()).hasSize(1);
        assertThat(second.closed()).hasSize(2);
        assertThat(pushes).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws Exception {
        var outcome = act(
                (_, _) -> {
                    throw new IOException("no route to host");
                },
                row(1, null));

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isTrue();
            assertThat(later.why()).isEqualTo("no route to host");
        });
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Outcome<ConfigWork> act(Committing committing, Row<ConfigWork>... rows) {
        return act(committing, List.of(rows));
    }

    private static Outcome<ConfigWork> act(Committing committing, List<Row<ConfigWork>> rows) {
        return ConfigBranchesFor.pushing(new Repository(committing)).act(BRANCH, rows, new NoStage());
    }

    private interface Committing {
        List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException;
    }

    private record Repository(Committing committing) implements ConfigRepository {
        @Override
        public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
            return committing.commit(branch, changes);
        }

        @Override
        public Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) {
            return new Reading(pushed, List.of());
        }
    }

    private List<Written> committed(ConfigBranch branch, List<ConfigChange> changes) {
        pushes.add(changes);
        return changes.stream()
                .<Written>map(change -> new Committed(change, Samples.commit(99), "tree", "old"))
                .toList();
    }

    private static Row<ConfigWork> row(long ordinal, @Nullable String credentials) {
        var change = Samples.change(ordinal, "https://git.example/root/hichat.git", null);
        var known = change.repository();
        var repository = new dev.slipway.events.catalog.Repository(
                known.name(), known.forge(), known.path(), known.url(), credentials, known.hook());
        var cause = new Cause(new UUID(1, ordinal), null, null);
        return Row.open(
                BRANCH,
                change.release().id().toString(),
                cause,
                new ConfigChange(change.release(), repository, change.config(), null),
                Samples.NOON);
    }
}
