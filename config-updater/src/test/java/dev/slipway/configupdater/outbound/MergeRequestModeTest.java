package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.Acting;
import dev.slipway.configupdater.core.ConfigBranches;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.configupdater.core.Why;
import dev.slipway.configupdater.core.Why.Arrived;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Event;
import dev.slipway.events.catalog.Environment.Config;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeRequestModeTest {
    private static final String OWN = "slipway/hichat/prod/server";
    private ForgeWithRequests forge;
    private ConfigBranches branches;
    private Acting acting;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        forge = new ForgeWithRequests(folder);
        branches = forge.instance();
        acting = new Acting(forge.repository().url() + "#k8s-config");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void aChangeStandsInAMergeRequestAndTheBranchStaysAsItWas() throws Exception {
        var before = forge.head();
        acting.open(change(7));

        var proposed = only(ConfigProposed.class, acting.act(branches));

        assertThat(proposed.branch()).isEqualTo(OWN);
        assertThat(proposed.target()).isEqualTo("k8s-config");
        assertThat(proposed.url()).endsWith("/root/hichat/-/merge_requests/1");
        assertThat(forge.head()).isEqualTo(before);
        assertThat(forge.log(OWN))
                .startsWith("Li Hua|" + before + "|Release server 00000000 to prod [skip ci]")
                .contains("Slipway-Release: " + Samples.release(7).id());
        var request = forge.open().path(0);
        assertThat(request.path("title").asText()).isEqualTo("Release server 00000000 to prod [skip ci]");
        assertThat(request.path("description").asText())
                .contains("Say hello 7")
                .contains("Slipway-Line: hichat/prod/server");
        assertThat(acting.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.waitsFor()).isEqualTo("somebody to merge " + proposed.url()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mergedIsReleasedOnceAndIsNoReleaseOfPeople(boolean squash) throws Exception {
        var before = forge.head();
        acting.open(change(7));
        acting.act(branches);
        acting.pushed(forge.repository(), null, before);
        acting.act(branches);

        forge.merge(1, squash);
        acting.pushed(forge.repository(), before, forge.head());
        var updated = only(ConfigUpdated.class, acting.act(branches));

        assertThat(updated.release()).isEqualTo(Samples.release(7));
        assertThat(updated.commit()).isEqualTo(forge.head());
        assertThat(acting.rows()).isEmpty();
        assertThat(forge.branches()).doesNotContain(OWN);
        acting.pushed(forge.repository(), before, forge.head());
        assertThat(acting.act(branches)).isEmpty();
    }

    @Test
    void settingsThatAPushTakesThePlaceOfAreToldAsLost() throws Exception {
        var level = new Setting(Setting.Kind.ENV, "LOG_LEVEL", "debug", null);
        var rank = new Rank(new Ordinal(7), 1);
        var deployed = Samples.release(7).at(rank, Origin.DEPLOY, new UUID(9, 9));
        acting.open(change(deployed, new Deployed(List.of(level), null, "li")));
        acting.act(branches);

        acting.open(change(8));

        assertThat(only(ReleaseSuperseded.class, acting.act(branches)).lost())
                .isEqualTo(new Failure(
                        Segment.CONFIG,
                        "LOG_LEVEL was never merged, and release 8, which comes instead, does not have it",
                        "deploy it again: slipway deploy hichat/prod/server"));
    }

    @Test
    void settingsThatALaterOrderSetsTooAreNotLost() throws Exception {
        var level = new Setting(Setting.Kind.ENV, "LOG_LEVEL", "debug", null);
        for (var turn = 1; turn <= 2; turn++) {
            var rank = new Rank(new Ordinal(7), turn);
            var deployed = Samples.release(7).at(rank, Origin.DEPLOY, new UUID(9, turn));
            acting.open(change(deployed, new Deployed(List.of(level), "order " + turn, "li")));
        }

        assertThat(only(ReleaseSuperseded.class, acting.act(branches)).lost()).isNull();
    }

    @Test
    void whatSomebodyDidByHandInsteadIsThisRelease() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        forge.write("k8s/app.yaml", forge.read(OWN, "k8s/app.yaml") + "\n");

        acting.pushed(forge.repository(), forge.head(), forge.push("The same by hand"));

        assertThat(only(ConfigUpdated.class, acting.act(branches)).release()).isEqualTo(Samples.release(7));
    }

    @Test
    void whatPeopleChangedBesidesIsAReleaseOfTheirs() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        acting.pushed(forge.repository(), null, forge.head());
        acting.act(branches);
        var read = forge.head();

        forge.write("k8s/other.yaml", "kind: ConfigMap\nmetadata: {name: changed}\n");
        forge.push("Something else");
        forge.merge(1, true);
        acting.pushed(forge.repository(), read, forge.head());
        var said = acting.act(branches);

        assertThat(said)
                .filteredOn(ConfigUpdated.class::isInstance)
                .extracting(event -> ((ConfigUpdated) event).release().application())
                .containsExactly("server", Release.CONFIG);
        assertThat(said)
                .filteredOn(ReleaseRequested.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(
                                ((ReleaseRequested) event).release().source().subject())
                        .isEqualTo("Something else"));
    }

    @Test
    void aNewerReleaseTakesThePlaceOfTheOneThatWaits() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        acting.open(change(8));

        var said = acting.act(branches);

        assertThat(said).extracting(Object::getClass).containsExactly(ConfigProposed.class, ReleaseSuperseded.class);
        assertThat(only(ReleaseSuperseded.class, said).release()).isEqualTo(Samples.release(7));
        assertThat(forge.all()).hasSize(1);
        assertThat(forge.open().path(0).path("description").asText()).contains("Say hello 8");
        assertThat(forge.read(OWN, "k8s/app.yaml")).contains("%040x".formatted(8));
        assertThat(forge.log(OWN)).contains("|" + forge.head() + "|");
        assertThat(acting.rows()).hasSize(1);
    }

    @Test
    void whatWasMergedBeforeTheNewerOneCameIsReleasedFirst() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        forge.merge(1, false);
        acting.open(change(8));

        var said = acting.act(branches);

        assertThat(only(ConfigUpdated.class, said).release()).isEqualTo(Samples.release(7));
        assertThat(only(ConfigProposed.class, said).release()).isEqualTo(Samples.release(8));
        assertThat(forge.open().path(0).path("iid").asInt()).isEqualTo(2);
    }

    @Test
    void closedIsTheEndAndAReplayOpensAnother() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        forge.close(1);

        acting.told(forge.repository(), change(7));
        var failed = only(ConfigFailed.class, acting.act(branches));

        assertThat(failed.failure().seen()).contains("merge_requests/1 was closed");
        assertThat(failed.failure().nextStep()).contains("push again, or replay");
        assertThat(forge.branches()).doesNotContain(OWN);
        assertThat(acting.rows()).isEmpty();
        acting.open(change(7));
        assertThat(only(ConfigProposed.class, acting.act(branches)).url()).endsWith("/2");
    }

    @Test
    void withoutAHookItIsAskedLessAndLessOften() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        acting.pass(Duration.ofHours(4));
        assertThat(acting.act(branches)).isEmpty();
        assertThat(Duration.between(acting.now(), acting.rows().getFirst().nextTry()))
                .isEqualTo(Duration.ofHours(1));

        forge.close(1);
        acting.pass(Duration.ofMinutes(59));
        assertThat(acting.act(branches)).isEmpty();
        acting.pass(Duration.ofMinutes(1));
        only(ConfigFailed.class, acting.act(branches));
    }

    @Test
    void twoInstancesAndADeathInBetweenMakeOneMergeRequest() throws Exception {
        acting.open(change(7));
        acting.actAndDie(branches);
        var commit = forge.log(OWN);

        only(ConfigProposed.class, acting.act(forge.instance()));

        assertThat(forge.all()).hasSize(1);
        assertThat(forge.log(OWN)).isEqualTo(commit);
    }

    @Test
    void aReplayOfWhatWaitsGoesOnWaiting() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        acting.open(change(7));

        assertThat(acting.act(branches)).isEmpty();
        assertThat(acting.rows()).hasSize(1);
        assertThat(forge.all()).hasSize(1);
    }

    @Test
    void oneBatchMayPushAndPropose() throws Exception {
        forge.write(
                "k8s/second.yaml", "kind: Pod\nspec: {containers: [{name: b, image: registry.example/second:old}]}\n");
        forge.push("A second one");
        var second = Samples.release(6, "registry.example/second");
        var pushed = new Release(
                second.id(), second.environment(), "second", second.ordinal(), second.source(), second.image());
        acting.open(new ConfigChange(pushed, forge.repository(), Samples.config(null), null));
        acting.open(change(7));

        var said = acting.act(branches);

        assertThat(only(ConfigUpdated.class, said).release().application()).isEqualTo("second");
        assertThat(only(ConfigProposed.class, said).release().application()).isEqualTo("server");
        assertThat(forge.log(OWN)).contains("|" + forge.head() + "|");
    }

    @Test
    void aRollbackIsProposedTooAlsoAfterASquash() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        forge.merge(1, true);
        acting.open(change(8));
        acting.act(branches);
        forge.merge(2, true);
        acting.pass(Duration.ofMinutes(2));
        only(ConfigUpdated.class, acting.act(branches));

        var turned = Samples.release(7).at(new Rank(new Ordinal(8), 1), Origin.ROLLBACK, new UUID(9, 8));
        acting.open(change(turned, new TurnedBack(Samples.release(7).id(), new Ordinal(8), "it is broken", null)));
        only(ConfigProposed.class, acting.act(branches));

        assertThat(forge.read(OWN, "k8s/app.yaml")).contains("%040x".formatted(7));
        assertThat(forge.read("k8s-config", "k8s/app.yaml")).contains("%040x".formatted(8));
    }

    @Test
    void whatTheBranchSaysAlreadyNeedsNoMergeRequest() throws Exception {
        mergedBySquash();
        var turned = Samples.release(7).at(new Rank(new Ordinal(7), 1), Origin.PIN, new UUID(9, 9));

        acting.open(change(turned, new Arrived()));

        only(ConfigUnchanged.class, acting.act(branches));
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void aReplayOfWhatWasSquashedIsToldTheSame() throws Exception {
        var updated = mergedBySquash();

        acting.open(change(7));

        assertThat(acting.act(forge.instance())).containsExactly(updated);
        assertThat(forge.all()).hasSize(1);
    }

    private ConfigUpdated mergedBySquash() throws Exception {
        acting.open(change(7));
        acting.act(branches);
        forge.merge(1, true);
        acting.pass(Duration.ofMinutes(2));
        return only(ConfigUpdated.class, acting.act(branches));
    }

    @Test
    void fastForwardedItIsReleasedOnce() throws Exception {
        acting.pushed(forge.repository(), null, forge.head());
        acting.open(change(7));
        acting.act(branches);
        var read = forge.head();

        forge.fastForward(OWN);
        acting.pushed(forge.repository(), read, forge.head());

        assertThat(only(ConfigUpdated.class, acting.act(branches)).release()).isEqualTo(Samples.release(7));
    }

    /** A fast-forward shows our own commit, which says that it is ours: all the same, nobody has told of it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mergedAfterItWasGivenUpItIsPeoplesDoing(boolean fastForward) throws Exception {
        acting.pushed(forge.repository(), null, forge.head());
        acting.open(change(7));
        acting.act(branches);
        var read = forge.head();
        acting.giveUp(branches);

        if (fastForward) {
            forge.fastForward(OWN);
        } else {
            forge.merge(1, false);
        }
        acting.pushed(forge.repository(), read, forge.head());

        assertThat(only(ConfigUpdated.class, acting.act(branches)).release().application())
                .isEqualTo(Release.CONFIG);
    }

    private ConfigChange change(long ordinal) {
        return change(Samples.release(ordinal), new Arrived());
    }

    private ConfigChange change(Release release, Why why) {
        var config = Samples.proposing(null, Config.Mode.MERGE_REQUEST);
        return new ConfigChange(release, forge.repository(), config, Samples.DELIVERY, why, null);
    }

    private static <E extends Event> E only(Class<E> type, List<Event> said) {
        var found = said.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as("%s among %s", type.getSimpleName(), said).hasSize(1);
        return found.getFirst();
    }
}
