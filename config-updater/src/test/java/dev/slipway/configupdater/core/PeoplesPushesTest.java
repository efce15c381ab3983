package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Event;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.events.wire.Json;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeoplesPushesTest {
    private static final String BRANCH = "https://git.example/root/hichat.git#k8s-config";
    private static final Place PLACE = new Place(Samples.PROD, "k8s");
    private final List<ConfigRepository.Edited> edits = new ArrayList<>();
    private final ConfigBranches branches = ConfigBranchesFor.pushing(new Edits());
    private final List<@Nullable CommitId> since = new ArrayList<>();
    private byte @Nullable [] note;
    private @Nullable Exception failure;
    private @Nullable IOException unanswered;

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

    /** The later one is given up, and the earlier one replayed. */
    @Test
    void untilSomethingIsReadTheOldestPushSaysWhereItBegins() {
        giveUp(push(4, 5, 6));
        act(push(3, 1, 5));

        assertThat(since).containsExactly(Samples.commit(1));
    }

    /** What it says was told long ago, and others since. */
    @Test
    void aBranchThatIsSetBackIsAReleaseOfWhatItSaysAgain() {
        edits.add(edited(5, "theirs"));
        assertThat(act(push(3)).facts()).hasSize(2);
        act(change(7));
        edits.set(0, new ConfigRepository.Edited(PLACE, source(5), "theirs", Samples.commit(5), "theirs", true));

        assertThat(act(push(4)).facts()).hasSize(2);
        assertThat(act(push(5)).facts()).isEmpty();
    }

    /** The usual repair of a force that was an accident. */
    @Test
    void aCommitThatIsBroughtBackAfterTheBranchWasSetBackIsAReleaseOnceMore() {
        edits.add(edited(5, "theirs"));
        act(push(3));
        edits.set(0, new ConfigRepository.Edited(PLACE, source(4), "before", Samples.commit(4), "before", true));
        act(push(4));
        edits.set(0, edited(5, "theirs"));

        assertThat(act(push(5)).facts()).hasSize(2);
        assertThat(act(push(6)).facts()).isEmpty();
    }

    @Test
    void aCommitOfPeopleThatOursStandsUponIsAReleaseAllTheSame() {
        edits.add(new ConfigRepository.Edited(PLACE, source(5), "theirs", Samples.commit(9), "ours 7", false));

        var outcome = act(change(7), push(3));

        assertThat(outcome.facts().stream().filter(said -> said.event() instanceof ReleaseRequested))
                .hasSize(1);
        assertThat(outcome.closed()).hasSize(2);
    }

    @Test
    void whatPeopleCommittedUponOursIsToldAfterOurs() {
        edits.add(edited(5, "theirs"));
        unanswered = new IOException("no answer, though it was done");

        var outcome = act(change(7), push(3));

        assertThat(outcome.facts()).isEmpty();
        assertThat(outcome.closed()).isEmpty();
        unanswered = null;
        assertThat(act(change(7), push(3)).facts())
                .extracting(Outcome.Said::event)
                .filteredOn(ConfigUpdated.class::isInstance)
                .extracting(event -> ((ConfigUpdated) event).content())
                .containsExactly("ours 7", "theirs");
    }

    @Test
    void anotherProjectsChangesHoldUpNoReading() {
        var theirs = new Place(new EnvironmentRef("billing", "prod"), "billing");
        edits.add(new ConfigRepository.Edited(theirs, source(5), "billed", Samples.commit(5), "billed", false));
        unanswered = new IOException("no route to host");

        var outcome = act(change(7), row(push(3, 1, 5, theirs)));

        assertThat(outcome.facts()).hasSize(2);
        assertThat(outcome.closed()).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        failure = new IOException("no route to host");

        var outcome = act(push(3));

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later()).hasSize(1);
    }

    @Test
    void aLookBeginsWhereTheLastOneEnded() {
        act(push(3, 1, 5));
        act(push(4, 5, 6));
        act(push(5, 8, 9)); // a push in between was not heard of

        assertThat(since).containsExactly(Samples.commit(1), Samples.commit(5), Samples.commit(6));
    }

    @Test
    void whatCouldNotBeReadIsReadWithTheNextPush() {
        failure = new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
        assertThat(act(push(3, 1, 5)).facts())
                .singleElement()
                .satisfies(said -> assertThat(said.event())
                        .isInstanceOfSatisfying(
                                ChangesNotMerged.class,
                                told -> assertThat(told.failure().seen()).contains("k8s-config", "not allowed")));
        assertThat(act(push(4, 5, 6)).closed()).hasSize(1);
        failure = null;
        edits.add(edited(5, "theirs"));

        assertThat(act(push(5, 6, 7)).facts()).hasSize(2);
        assertThat(since).endsWith(Samples.commit(1));
    }

    @Test
    void whatWasGivenUpIsReadWithTheNextPush() {
        act(push(3, 1, 5));
        giveUp(push(4, 5, 6));
        giveUp(push(5, 6, 7));
        act(push(6, 7, 8));

        assertThat(since).endsWith(Samples.commit(5));
    }

    @Test
    void soItIsWhereNothingHasBeenReadYet() {
        giveUp(push(3, 1, 5));
        act(push(4, 5, 6));

        assertThat(since).containsExactly(Samples.commit(1));
    }

    @Test
    void aNewBranchIsReadFromItsBeginningAlsoWhereThatFailedAtFirst() {
        failure = new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
        act(row(new ConfigPush(
                Samples.repository("https://git.example/root/hichat.git"),
                "k8s-config",
                null,
                Samples.commit(5),
                new Ordinal(3),
                List.of(PLACE))));
        failure = null;
        act(push(4, 5, 6));
        act(push(5, 6, 7));

        assertThat(since).containsExactly(null, null, Samples.commit(6));
    }

    @Test
    void aPushThatIsHeardOfAgainHasNothingToTell() {
        act(push(3), push(4));
        edits.add(edited(9, "of a push that will be told yet"));

        var again = act(push(3));

        assertThat(again.facts()).isEmpty();
        assertThat(again.closed()).hasSize(1);
        assertThat(act(push(5)).facts()).hasSize(2);
    }

    @Test
    void aPlaceThatIsDeclaredLaterIsReadFromThereOn() {
        act(push(3, 1, 5));
        var dev = new Place(new EnvironmentRef("hichat", "dev"), "dev");

        act(row(push(4, 6, 7, PLACE, dev)));

        assertThat(since).containsExactly(Samples.commit(1), Samples.commit(5), Samples.commit(6));
    }

    @Test
    void whatCouldNotBeReadForAPlaceIsReadWhenItIsDeclaredAgain() {
        var dev = new Place(new EnvironmentRef("hichat", "dev"), "dev");
        giveUp(row(push(4, 1, 5, PLACE, dev)));
        act(row(push(5, 5, 6, PLACE)));

        act(row(push(6, 6, 7, dev)));

        assertThat(since).endsWith(Samples.commit(1));
    }

    @Test
    void ofThePlacesThatAreNoLongerDeclaredTheOldestAreForgotten() {
        var theirs = new Place(new EnvironmentRef("billing", "prod"), "billing");
        act(row(push(2, 1, 5, theirs)));
        for (var n = 10; n <= 30; n++) {
            act(row(push(n, 1, 5, PLACE, new Place(new EnvironmentRef("hichat", "dev" + n), "dev"))));
        }

        act(row(push(31, 5, 6, PLACE)));

        assertThat(new String(note(), StandardCharsets.UTF_8))
                .contains("hichat/prod:k8s", "billing/prod:billing", "hichat/dev11:dev", "hichat/dev30:dev")
                .doesNotContain("hichat/dev10:dev");
    }

    @Test
    void projectsThatShareABranchEachHearOfTheirPlaces() {
        var theirs = new Place(new EnvironmentRef("billing", "prod"), "billing");
        edits.add(edited(5, "theirs"));
        edits.add(new ConfigRepository.Edited(theirs, source(5), "billed", Samples.commit(5), "billed", false));

        var outcome = act(push(3), row(push(3, 1, 5, theirs)));

        assertThat(outcome.facts())
                .extracting(Outcome.Said::event)
                .filteredOn(ReleaseRequested.class::isInstance)
                .extracting(Event::project)
                .containsExactlyInAnyOrder("hichat", "billing");
    }

    @Test
    void whatAnOlderVersionKeptIsUnderstood() {
        note = """
                {"contents":{"hichat/prod:k8s":"ours 7"},"commits":["hichat/prod@%s"]}""".formatted(Samples.commit(4)).getBytes(StandardCharsets.UTF_8);
        edits.add(new ConfigRepository.Edited(PLACE, source(4), "told already", Samples.commit(5), "ours 7", false));
        edits.add(edited(5, "ours 7"));

        assertThat(act(push(3, 1, 5)).facts()).isEmpty();
        assertThat(since).containsExactly(Samples.commit(1));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private Outcome<ConfigWork> act(Row<ConfigWork>... rows) {
        return keep(branches.act(BRANCH, List.of(rows), new NoStage(kept())));
    }

    private void giveUp(Row<ConfigWork> row) {
        keep(branches.giveUp(row, new Failure(Segment.CONFIG, "given up by Li", "push again"), new NoStage(kept())));
    }

    private byte[] note() {
        return Objects.requireNonNull(note);
    }

    /** Through its JSON, as in the table. */
    private @Nullable Object kept() {
        return note == null ? null : Json.read(note, Said.class);
    }

    private Outcome<ConfigWork> keep(Outcome<ConfigWork> outcome) {
        note = outcome.note() == null ? note : Json.write(outcome.note());
        return outcome;
    }

    private static ConfigRepository.Edited edited(long number, String content) {
        return new ConfigRepository.Edited(PLACE, source(number), content, Samples.commit(number), content, false);
    }

    private static SourceCommit source(long number) {
        return new SourceCommit(
                Samples.commit(number), new Person("Bob", "bob@example.com"), "More memory", Samples.NOON);
    }

    private static Row<ConfigWork> push(long ordinal) {
        return push(ordinal, 1, 5);
    }

    private static Row<ConfigWork> push(long ordinal, long before, long after) {
        return row(push(ordinal, before, after, PLACE));
    }

    private static ConfigPush push(long ordinal, long before, long after, Place... places) {
        return new ConfigPush(
                Samples.repository("https://git.example/root/hichat.git"),
                "k8s-config",
                Samples.commit(before),
                Samples.commit(after),
                new Ordinal(ordinal),
                List.of(places));
    }

    private static Row<ConfigWork> change(long ordinal) {
        return row(Samples.change(ordinal, "https://git.example/root/hichat.git", null));
    }

    private static Row<ConfigWork> row(ConfigWork work) {
        var cause = new Cause(new UUID(1, work.hashCode()), Samples.DELIVERY, null);
        return Row.open(BRANCH, "it", cause, work, Samples.NOON);
    }

    private final class Edits implements ConfigRepository {
        @Override
        public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
            if (unanswered != null) {
                throw unanswered;
            }
            return changes.stream()
                    .<Written>map(change -> new Committed(
                            change,
                            Samples.commit(9),
                            "ours " + change.release().ordinal(),
                            null))
                    .toList();
        }

        @Override
        public Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) throws IOException {
            places.forEach(place -> since.add(place.since()));
            switch (failure) {
                case IOException e -> throw e;
                case PermanentFailure e -> throw e;
                case null, default -> {}
            }
            var asked = places.stream().map(Unread::place).toList();
            return new Reading(
                    pushed,
                    edits.stream().filter(edit -> asked.contains(edit.place())).toList());
        }
    }
}
