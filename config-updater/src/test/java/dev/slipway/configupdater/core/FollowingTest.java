package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Following.Taken;
import dev.slipway.configupdater.core.Following.Unmerged;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Map<String, String>> known = new ArrayList<>();
    private Said said = Said.nothing();

    @Test
    void whatWasMergedOnceIsKnownTheNextTime() {
        answers.add(new Taken(Map.of("k8s", "tree 2"), List.of()));
        answers.add(Taken.NOTHING);

        act();
        act();

        assertThat(known).containsExactly(Map.of(), Map.of("k8s", "tree 2"));
    }

    /** It comes with the next push, and until then somebody knows of it. */
    @Test
    void whatCouldNotBeReadIsToldAndNotTakenForMerged() {
        answers.add(new PermanentFailure(Segment.GIT, "the token has expired (401)", "renew it"));
        answers.add(Taken.NOTHING);

        var outcome = act();
        act();

        assertThat(outcome.closed()).hasSize(1);
        assertThat(outcome.facts())
                .singleElement()
                .satisfies(fact -> assertThat(fact.event()).isInstanceOfSatisfying(ChangesNotMerged.class, told -> {
                    assertThat(told.from()).isEqualTo("master");
                    assertThat(told.failure().seen()).contains("master", "401");
                    assertThat(told.failure().nextStep()).contains("renew it", "slipway replay");
                }));
        assertThat(known).containsExactly(Map.of(), Map.of());
    }

    /** The releases that were written beside it are in the branch. */
    @Test
    void whatNobodyThoughtOfIsTriedAgainAndTakesNothingBack() {
        answers.add(new IllegalStateException("odd"));

        var outcome = act();

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isTrue());
    }

    @Test
    void aFileNameIsForAShellToTake() {
        answers.add(new Taken(
                Map.of(), List.of(new Unmerged("k8s", Samples.commit(2), List.of("k8s/a;b'c.yaml", "k8s/web.yaml")))));

        assertThat(act().facts())
                .singleElement()
                .satisfies(fact -> assertThat(
                                ((ChangesNotMerged) fact.event()).failure().nextStep())
                        .endsWith("-- 'k8s/a;b'\\''c.yaml' k8s/web.yaml"));
    }

    private Outcome<ConfigWork> act() {
        var following = new Following((_, folders) -> {
            known.add(folders);
            return switch (answers.removeFirst()) {
                case RuntimeException e -> throw e;
                case Taken taken -> taken;
                default -> throw new AssertionError();
            };
        });
        var work = new Followed(
                Samples.repository("https://git.example/root/hichat.git"),
                "k8s-config",
                "master",
                Samples.commit(2),
                List.of(new Place(Samples.PROD, "k8s")),
                null);
        var cause = new Cause(new UUID(1, 1), Samples.DELIVERY, null);
        var outcome = Outcome.<ConfigWork>none();
        said = following.act(List.of(Row.open("branch", "it", cause, work, Samples.NOON)), said, outcome);
        return outcome;
    }
}
