package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Environment.Config;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseDeciderTest {
    private final ReleaseDecider decider = new ReleaseDecider();
    private Lines lines = decider.initial();

    @BeforeEach
    void declare() {
        decide(Samples.declared());
    }

    @Test
    void anImageIsAdmittedAndItsCommitAskedFor() {
        var batch = decide(built(7));

        var release = requested(batch);
        assertThat(batch.rows()).singleElement().satisfies(row -> {
            assertThat(row.resource()).isEqualTo("https://git.example/root/hichat.git#k8s-config");
            assertThat(row.intent()).isInstanceOfSatisfying(ConfigChange.class, change -> {
                assertThat(change.release()).isEqualTo(release);
                assertThat(change.delivery()).isEqualTo(Samples.DELIVERY);
            });
        });
    }

    @Test
    void aPushToAConfigBranchIsReadAndOneToAnotherIsNot() {
        assertThat(decide(pushed("k8s-config")).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.intent())
                        .isInstanceOfSatisfying(
                                ConfigPush.class,
                                push -> assertThat(push.places()).containsExactly(new Place(Samples.PROD, "k8s"))));
        assertThat(decide(pushed("feature/x")).rows()).isEmpty();
    }

    @Test
    void aPushToWhatAConfigBranchIsMadeFromIsFollowed() {
        assertThat(decide(pushed("master")).rows()).singleElement().satisfies(row -> {
            assertThat(row.resource()).isEqualTo("https://git.example/root/hichat.git#k8s-config");
            assertThat(row.intent()).isInstanceOfSatisfying(Followed.class, followed -> {
                assertThat(followed.places()).containsExactly(new Place(Samples.PROD, "k8s"));
                assertThat(followed.from()).isEqualTo("master");
                assertThat(followed.branch()).isEqualTo("k8s-config");
            });
        });
    }

    @Test
    void whereChangesAreProposedNothingIsFollowed() {
        for (var mode : Config.Mode.values()) {
            decide(Samples.declaredWith(Samples.proposing("master", mode)));

            assertThat(decide(pushed("master")).rows()).hasSize(mode == Config.Mode.PUSH ? 1 : 0);
            assertThat(decide(pushed("k8s-config")).rows()).hasSize(1);
        }
    }

    @Test
    void whatIsAskedForSaysWhatItsCommitIsSignedWith() {
        decide(Samples.declaredWith(Samples.signed("signing")));

        assertThat(decide(built(7)).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.intent())
                        .isInstanceOfSatisfying(
                                ConfigChange.class,
                                change -> assertThat(change.config().sign()).isEqualTo("signing")));
        assertThat(decide(pushed("master")).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.intent())
                        .isInstanceOfSatisfying(
                                Followed.class,
                                followed -> assertThat(followed.places())
                                        .containsExactly(new Place(Samples.PROD, "k8s", "signing", null))));
    }

    private static BranchPushed pushed(String branch) {
        var repository = new RepositoryRef("hichat", "hichat");
        return new BranchPushed(repository, branch, Samples.commit(1), Samples.commit(2), new Ordinal(4), null);
    }

    @Test
    void aLateBuildNeverOvertakes() {
        decide(built(7));

        var batch = decide(built(6));

        assertThat(batch.facts())
                .extracting(Fact::event)
                .last()
                .isInstanceOfSatisfying(
                        ReleaseSuperseded.class,
                        superseded -> assertThat(superseded.by()).isEqualTo(new Ordinal(7)));
        assertThat(batch.rows()).isEmpty();
    }

    @Test
    void factsThatComeTwiceChangeNothing() {
        var release = requested(decide(built(7)));
        assertNothing(decide(built(7)));

        decide(updated(release));
        assertNothing(decide(updated(release)));

        decide(live(release));
        assertNothing(decide(live(release)));
    }

    @Test
    void eachCommitIsDesiredUnderAHigherGeneration() {
        var first = desired(decide(updated(requested(decide(built(7))))));
        var second = desired(decide(updated(requested(decide(built(8))))));

        assertThat(first.generation()).isEqualTo(1);
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.source().commit()).isEqualTo(commit(108));
        assertThat(second.releases())
                .extracting(desired -> desired.release().ordinal())
                .containsExactly(new Ordinal(8));
    }

    @Test
    void aReleaseThatIsLiveEndsTheEarlierOnes() {
        var releases = committed(7, 8, 9);

        assertThat(superseded(decide(live(releases.get(1))))).containsExactly(releases.get(0));
        assertThat(superseded(decide(live(releases.get(2))))).isEmpty();
    }

    @Test
    void aReleaseThatFailedEndsTheEarlierOnes() {
        var releases = committed(7, 8);
        var failed =
                new SyncFailed(releases.get(1), "cloud", commit(108), new Failure(Segment.CLUSTER, "no pod", "look"));

        assertThat(superseded(decide(failed))).containsExactly(releases.get(0));
    }

    /** Others brought it there: it is to run all the same, and to go on from here. */
    @Test
    void whatTheBranchSaysAlreadyIsDesiredUnlessItIsWhatTheLineIsAt() {
        var seventh = requested(decide(built(7)));

        assertThat(decide(unchanged(seventh)).facts())
                .singleElement()
                .satisfies(said -> assertThat(said.event())
                        .isInstanceOfSatisfying(EnvironmentDesired.class, desired -> {
                            assertThat(desired.content()).isEqualTo("content");
                            assertThat(desired.releases())
                                    .extracting(each -> each.release())
                                    .containsExactly(seventh);
                        }));
        assertThat(decide(unchanged(seventh)).facts()).isEmpty();
    }

    private static ConfigUnchanged unchanged(Release release) {
        return new ConfigUnchanged(release, "k8s-config", "k8s", commit(107), "content");
    }

    @Test
    void whatIsFoundInTheBranchIsDesiredAsTheBranchIsByNow() {
        var seventh = requested(decide(built(7)));
        var found = new ConfigUpdated(seventh, "k8s-config", "k8s", commit(107), "both", commit(109));

        assertThat(desired(decide(found)).source().commit()).isEqualTo(commit(109));
    }

    private List<Release> committed(int... ordinals) {
        return java.util.Arrays.stream(ordinals)
                .mapToObj(ordinal -> {
                    var release = requested(decide(built(ordinal)));
                    decide(updated(release));
                    return release;
                })
                .toList();
    }

    private static ConfigUpdated updated(Release release) {
        return new ConfigUpdated(
                release, "k8s-config", "k8s", commit(100 + release.ordinal().value()), "content");
    }

    private static ReleaseLive live(Release release) {
        return new ReleaseLive(release, "cloud", commit(100), "content", 1);
    }

    private static Release requested(Batch<Lines> batch) {
        return ((ReleaseRequested) batch.facts().getFirst().event()).release();
    }

    private static EnvironmentDesired desired(Batch<Lines> batch) {
        return (EnvironmentDesired) batch.facts().getLast().event();
    }

    private static List<Release> superseded(Batch<Lines> batch) {
        return batch.facts().stream()
                .map(said -> ((ReleaseSuperseded) said.event()).release())
                .toList();
    }

    private static void assertNothing(Batch<Lines> batch) {
        assertThat(batch.facts()).isEmpty();
        assertThat(batch.rows()).isEmpty();
        assertThat(batch.states()).isEmpty();
    }

    private Batch<Lines> decide(Event event) {
        var batch = new Batch<>("config-updater", decider, _ -> lines, Samples.NOON);
        decider.routes().stream()
                .filter(route -> route.family().isInstance(event))
                .forEach(route -> batch.decide(route, fact(event)));
        lines = batch.states().getOrDefault("hichat", lines);
        return batch;
    }
}
