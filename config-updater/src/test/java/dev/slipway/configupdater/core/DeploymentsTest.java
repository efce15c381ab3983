package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.changes;
import static dev.slipway.configupdater.core.Deciding.requested;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import dev.slipway.service.decide.Batch;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsTest {
    private static final Setting REPLICAS = new Setting(Kind.REPLICAS, null, "3", null);
    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(Samples.declared(new Environment.Rollback(true)));
    }

    @Test
    void settingsComeWithTheImageThatIsThereAtTheLinesNextTurn() {
        var there = deciding.live(built(7));

        var batch = deciding.decide(deploy(null, REPLICAS));

        assertThat(changes(batch)).singleElement().satisfies(change -> {
            assertThat(change.release().rank()).hasToString("7.1");
            assertThat(change.release().origin()).isEqualTo(Origin.DEPLOY);
            assertThat(change.release().image()).isEqualTo(there.image());
            assertThat(change.why()).isEqualTo(new Deployed(List.of(REPLICAS), null, "li"));
        });
        var next = deciding.decide(built(8));
        assertThat(changes(next))
                .singleElement()
                .satisfies(change -> assertThat(change.settings()).isEmpty());
    }

    /** Else an image that nobody asked for would come with them. */
    @Test
    void settingsDoNotComeWithAnImageThatCouldNotBeWritten() {
        deciding.live(built(7));
        var eighth = deciding.live(built(8));
        var older = changes(deciding.decide(deploy(built(7).image().tag(), REPLICAS)))
                .getFirst()
                .release();
        deciding.decide(new ConfigFailed(older, new Failure(Segment.CONFIG, "no such file", "correct it")));

        assertThat(changes(deciding.decide(deploy(null, REPLICAS))))
                .singleElement()
                .satisfies(change -> assertThat(change.release().image()).isEqualTo(eighth.image()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "digest", "commit"})
    void anImageIsNamedByItsTagDigestOrCommit(String by) {
        deciding.live(built(7));
        deciding.live(built(8));
        var image = built(7).image();
        var commit = commit(7).value();
        var named = switch (by) {
            case "tag" -> image.tag();
            case "digest" -> image.digest();
            default -> commit;
        };

        var release = requested(deciding.decide(deploy(named)));

        assertThat(release.image()).isEqualTo(image);
        assertThat(release.source().id()).isEqualTo(commit(7));
        assertThat(release.rank()).hasToString("8.1");
    }

    @Test
    void whatIsOlderThanTheImageDoesNotReplaceIt() {
        deciding.live(built(7));
        deciding.decide(ofAnotherBranch(9));

        var release = requested(deciding.decide(deploy(commit(9).value())));

        assertThat(release.rank()).hasToString("9.1");
        assertThat(said(deciding.decide(built(8)), ReleaseSuperseded.class)).isNotEmpty();
    }

    @Test
    void whatAHoldByAPersonKeepsOutIsRefused() {
        deciding.live(built(7));
        deciding.decide(new HoldLine(PROD, "server", "ops", "freeze"));

        assertRefused(deciding.decide(deploy(null, REPLICAS)), "freeze", "free it first");
    }

    @Test
    void aLineThatWasTurnedBackStaysHeldWithWhatIsDeployed() {
        var good = deciding.live(built(7));
        deciding.live(built(8));
        deciding.live(requested(deciding.decide(new Rollback(PROD, "server", null, "li", null))));

        var batch = deciding.decide(deploy(null, REPLICAS));

        assertThat(requested(batch).image()).isEqualTo(good.image());
        assertThat(requested(batch).rank()).hasToString("8.2");
        assertThat(said(batch, LineFreed.class)).isEmpty();
        assertThat(changes(deciding.decide(built(9, true))))
                .as("what the hold keeps out")
                .isEmpty();
    }

    @Test
    void whatCannotBeDoneIsRefusedAndSaysWhatToDo() {
        assertRefused(deciding.decide(deploy(null)), "nothing is to be different", "name an image");
        assertRefused(deciding.decide(deploy(null, REPLICAS)), "nothing was released", "push");
        deciding.live(built(7));
        assertRefused(deciding.decide(deploy("v9")), "none is v9", "tag, commit or digest");
        var secret = new Setting(Kind.ENV, "DB_PASSWORD", "hunter2", null);
        var refused = deciding.decide(deploy(null, REPLICAS, secret));
        assertRefused(refused, "DB_PASSWORD would stand in Git", "put it into a Secret and reference it");
        assertThat(refused.facts().toString()).doesNotContain("hunter2");
    }

    @Test
    void anotherImageThanThePinIsRefusedAndSettingsAreNot() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(Samples.declaredPinned(commit(8).value()));

        assertRefused(deciding.decide(deploy(commit(7).value())), "pinned to", "change or remove 'revision'");
        assertThat(changes(deciding.decide(deploy(null, REPLICAS)))).hasSize(1);
    }

    @Test
    void whatComesAfterOthersWasLiveThere() {
        deciding.decide(Samples.declaredChain(true));
        deciding.decide(built(7));
        var staging = new EnvironmentRef("hichat", "staging");

        var refused = deciding.decide(new Deploy(staging, "server", commit(7).value(), List.of(), null, "li"));

        assertRefused(refused, "not known to have been live in dev", "release it there first");
    }

    @Test
    void settingsThatFailAreTakenBackAndTheImageStays() {
        var before = deciding.live(built(6));
        var good = deciding.live(built(7));
        var bad = deciding.committed(requested(deciding.decide(deploy(null, REPLICAS))));

        var batch = deciding.decide(failed(bad));

        assertThat(changes(batch)).singleElement().satisfies(change -> {
            assertThat(backTo(change)).isEqualTo(good.id());
            assertThat(change.release().image()).isEqualTo(good.image()).isNotEqualTo(before.image());
            assertThat(change.settings()).isEmpty();
        });
        assertThat(said(batch, LineHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.left()).isEqualTo(bad));
    }

    @Test
    void whatWasSetCanBeTurnedBackAndThenWhatWasBeforeThat() {
        var first = deciding.live(built(6));
        var good = deciding.live(built(7));
        deciding.live(requested(deciding.decide(deploy(null, REPLICAS))));

        var back = deciding.decide(new Rollback(PROD, "server", null, "li", null));
        assertThat(backTo(changes(back).getFirst())).isEqualTo(good.id());
        deciding.live(requested(back));

        var further = deciding.decide(new Rollback(PROD, "server", null, "ops", null));
        assertThat(backTo(changes(further).getFirst())).isEqualTo(first.id());
    }

    @Test
    void afterAPushARollbackBringsBackWhatWasSet() {
        deciding.live(built(7));
        var set = deciding.live(requested(deciding.decide(deploy(null, REPLICAS))));
        deciding.live(built(8));

        var back = deciding.decide(new Rollback(PROD, "server", null, "li", null));

        assertThat(backTo(changes(back).getFirst())).isEqualTo(set.id());
    }

    @Test
    void aReplayIsWrittenOnceMoreWithItsSettingsUnlessSomethingCameSince() {
        deciding.live(built(7));
        var order = fact(deploy(null, REPLICAS));
        var first = changes(deciding.decide(order));

        assertThat(changes(deciding.decide(order))).as("read twice").isEmpty();
        assertThat(changes(deciding.decide(order.again()))).isEqualTo(first);
        deciding.decide(built(8));
        assertThat(changes(deciding.decide(order.again()))).isEmpty();
    }

    private static void assertRefused(Batch<Lines> batch, String seen, String nextStep) {
        assertThat(changes(batch)).isEmpty();
        assertThat(said(batch, CommandRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.command()).isEqualTo("deploy");
            assertThat(refused.failure().seen()).contains(seen);
            assertThat(refused.failure().nextStep()).contains(nextStep);
        });
    }

    private static SyncFailed failed(Release release) {
        return new SyncFailed(release, "cloud", commit(1), new Failure(Segment.CLUSTER, "pods crash", "look at them"));
    }

    private static ImageBuilt ofAnotherBranch(long ordinal) {
        var built = built(ordinal);
        return new ImageBuilt(built.application(), "feature/x", built.source(), built.ordinal(), built.image(), false);
    }

    private static Deploy deploy(@Nullable String image, Setting... settings) {
        return new Deploy(PROD, "server", image, List.of(settings), null, "li");
    }

    private static UUID backTo(ConfigChange change) {
        return ((TurnedBack) change.why()).to();
    }
}
