package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.changes;
import static dev.slipway.configupdater.core.Deciding.requested;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rollback in which the engine goes back before Git does. */
class AtOnceTest {
    private static final Failure REFUSED = new Failure(Segment.GIT, "the branch is protected", "let the account push");
    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(Samples.declared());
    }

    @Test
    void theEngineIsSentBackAndGitIsWritten() {
        deciding.live(built(7));
        deciding.live(built(8));

        var batch = deciding.decide(back(null));

        assertThat(changes(batch))
                .singleElement()
                .satisfies(change -> assertThat(change.release()).isEqualTo(requested(batch)));
        assertThat(said(batch, LineHeld.class))
                .singleElement()
                .extracting(LineHeld::ahead)
                .isEqualTo(commit(7));
        assertThat(said(batch, EnvironmentDesired.class)).singleElement().satisfies(row -> {
            assertThat(row.generation()).isEqualTo(3);
            assertThat(row.source().commit()).isEqualTo(commit(7));
            assertThat(row.settings()).isNotNull().matches(engine -> !engine.syncsItself());
            assertThat(row.releases()).as("told when Git says so").isEmpty();
            assertThat(row.asked()).isNotNull();
        });
    }

    @Test
    void whenGitSaysSoTheEngineFollowsItAgain() {
        deciding.live(built(7));
        deciding.live(built(8));
        var back = requested(deciding.decide(back(null)));

        var batch = deciding.decide(new ConfigUpdated(back, "k8s-config", "k8s", commit(99), "content"));

        assertThat(said(batch, EnvironmentDesired.class)).singleElement().satisfies(row -> {
            assertThat(row.generation()).isEqualTo(4);
            assertThat(row.source().commit()).isEqualTo(commit(99));
            assertThat(row.settings()).isNotNull().matches(Engine::syncsItself);
            assertThat(row.releases())
                    .singleElement()
                    .satisfies(each -> assertThat(each.release()).isEqualTo(back));
        });
    }

    @Test
    void whatWasUnderWayDoesNotBringTheEngineForward() {
        deciding.live(built(7));
        deciding.live(built(8));
        var late = requested(deciding.decide(built(9)));
        var back = requested(deciding.decide(back(null)));

        assertThat(rows(updated(late, 9))).isEmpty();

        assertThat(rows(updated(back, 99))).singleElement().satisfies(row -> {
            assertThat(row.source().commit()).isEqualTo(commit(99));
            assertThat(row.settings()).isNotNull().matches(Engine::syncsItself);
        });
    }

    @Test
    void whatOthersCommitComesWithGitsOwnCommit() {
        deciding.live(built(7));
        deciding.live(built(8));
        var back = requested(deciding.decide(back(null)));

        assertThat(rows(people(1, 90))).isEmpty();

        assertThat(rows(updated(back, 99)))
                .singleElement()
                .satisfies(row -> assertThat(row.releases())
                        .extracting(each -> each.release().application())
                        .contains(Release.CONFIG, "server"));
    }

    @Test
    void whereGitRefusesOthersWaitForAPerson() {
        deciding.live(built(7));
        deciding.live(built(8));
        var back = requested(deciding.decide(back(null)));
        people(1, 90);

        var row = rows(deciding.decide(new ConfigFailed(back, REFUSED))).getFirst();

        assertThat(row.sync()).isEqualTo(new Sync(Sync.WENT_BACK));
        assertThat(row.asked()).isNull();
        assertThat(row.settings()).isNotNull().matches(engine -> !engine.syncsItself());
        assertThat(rows(people(2, 91))).singleElement().satisfies(next -> {
            assertThat(next.sync()).isEqualTo(new Sync(Sync.WENT_BACK));
            assertThat(next.source().commit()).isEqualTo(commit(91));
        });
    }

    @Test
    void whereGitRefusesAndNothingElseCameNothingIsSaid() {
        deciding.live(built(7));
        deciding.live(built(8));
        var back = requested(deciding.decide(back(null)));

        assertThat(rows(deciding.decide(new ConfigFailed(back, REFUSED)))).isEmpty();
    }

    @Test
    void whoSyncsGoesToWhatGitSaysWhateverTheStrategy() {
        for (var project : List.of(Samples.declared(), Samples.declaredSynced(new Sync("manual")))) {
            var fresh = new Deciding();
            fresh.decide(project);
            fresh.live(built(7));
            fresh.live(built(8));
            fresh.decide(new ConfigFailed(requested(fresh.decide(back(null))), REFUSED));

            var row = rows(fresh.decide(new CommandEvent.Sync(PROD, "li"))).getFirst();

            assertThat(row.source().commit()).isEqualTo(commit(8));
            assertThat(row.settings()).isNotNull().matches(Engine::syncsItself);
        }
    }

    @Test
    void afterARefusalTheNextCommitOfTheLineEndsIt() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(new ConfigFailed(requested(deciding.decide(back(null))), REFUSED));
        var next = requested(deciding.decide(built(9)));

        assertThat(rows(updated(next, 9))).singleElement().satisfies(row -> {
            assertThat(row.source().commit()).isEqualTo(commit(9));
            assertThat(row.settings()).isNotNull().matches(Engine::syncsItself);
            assertThat(row.sync()).isNull();
        });
    }

    @Test
    void overSeveralReleasesItIsTheLastCommitWithTheOneThatComesBack() {
        var first = deciding.live(built(6));
        deciding.live(built(7));
        deciding.live(built(8));

        var row = said(deciding.decide(back(first)), EnvironmentDesired.class).getFirst();

        assertThat(row.source().commit()).isEqualTo(commit(6));
    }

    @Test
    void whatOthersChangedSinceIsNotTakenBack() {
        deciding.live(built(7));
        people(1, 70);
        deciding.live(built(8));
        people(2, 80);

        assertThat(refused(back(null)).seen()).contains("people's own commits changed since");
    }

    @Test
    void whatOthersChangedBeforeStays() {
        deciding.live(built(7));
        people(1, 70);
        deciding.live(built(8));

        assertThat(said(deciding.decide(back(null)), EnvironmentDesired.class))
                .singleElement()
                .satisfies(row -> assertThat(row.source().commit()).isEqualTo(commit(70)));
    }

    /** They had committed upon ours before our push was heard of; theirs has not been read yet. */
    @Test
    void whatCameWithOursWouldBeTakenBackToo() {
        deciding.live(built(7));
        var release = requested(deciding.decide(built(8)));
        deciding.decide(new ConfigUpdated(release, "k8s-config", "k8s", commit(8), "theirs too", commit(90)));

        assertThat(refused(back(null)).seen()).contains("people's own commits changed since");
    }

    /** They had committed before ours was made upon it; theirs has not been read yet. */
    @Test
    void norWhatOursWasMadeUpon() {
        deciding.live(built(7));
        var release = requested(deciding.decide(built(8)));
        deciding.decide(new ConfigUpdated(
                release, "k8s-config", "k8s", commit(8), "theirs and ours", null, "content, and theirs"));

        assertThat(refused(back(null)).seen()).contains("people's own commits changed since");
    }

    @Test
    void whatWaitsForPeopleIsNotOvertaken() {
        deciding.decide(Samples.declaredWith(Samples.proposing()));
        deciding.live(built(7));
        deciding.live(built(8));

        assertThat(refused(back(null)).seen()).contains("wait for people to merge");
    }

    @Test
    void whatSlipwayDoesNotWriteWouldGoForwardAgain() {
        deciding.live(built(7));
        deciding.live(built(8));
        for (var engine : List.of(driven(), withItsSource())) {
            deciding.decide(Samples.declaredWith(engine));

            var command = new Rollback(PROD, "server", null, engine.type(), null, true);
            assertThat(refused(command).nextStep()).isEqualTo("roll back without --at-once");
        }
    }

    @Test
    void whatIsTooLongAgoIsNotKnown() {
        var first = deciding.live(built(1));
        for (var push = 2; push < 12; push++) {
            deciding.live(built(push));
        }

        assertThat(refused(back(first)).seen()).contains("no longer known");
    }

    private static Engine driven() {
        return new Engine("argocd", null, null, null, null, false, null, null, null, null);
    }

    private static Engine withItsSource() {
        return new Engine("flux", null, null, null, null, null, null, null, null, Map.of("sourceRef", Map.of()));
    }

    private Batch<Lines> updated(Release release, long commit) {
        return deciding.decide(new ConfigUpdated(release, "k8s-config", "k8s", commit(commit), "content"));
    }

    private static List<EnvironmentDesired> rows(Batch<Lines> batch) {
        return said(batch, EnvironmentDesired.class);
    }

    private Batch<Lines> people(long ordinal, long commit) {
        var release = new Release(
                new UUID(9, ordinal),
                PROD,
                Release.CONFIG,
                new Ordinal(ordinal),
                built(ordinal).source(),
                null);
        return updated(release, commit);
    }

    private Failure refused(Rollback command) {
        var batch = deciding.decide(command);
        assertThat(changes(batch)).isEmpty();
        assertThat(said(batch, EnvironmentDesired.class)).isEmpty();
        return said(batch, CommandRefused.class).getFirst().failure();
    }

    private static Rollback back(@Nullable Release to) {
        return new Rollback(PROD, "server", to, "li", null, true);
    }
}
