package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private static final Failure CRASHED = new Failure(Segment.CLUSTER, "it\u001b[31m \"crashed\"", "read its log");
    private final Deciding deciding = new Deciding();

    @Test
    void whatIsCommittedAndThenLiveIsWrittenEachTime() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var release = Deciding.requested(deciding.decide(built("server", 7)));

        var committed = deciding.decide(updated(release));
        var live = deciding.decide(live(release));

        assertThat(committed.rows()).singleElement().satisfies(row -> {
            assertThat(row.resource()).isEqualTo("https://git.example/root/hichat.git#slipway-status status");
            assertThat(file(committed).path()).isEqualTo("hichat/prod.yaml");
            assertThat(file(committed).text()).contains("state: committed");
        });
        assertThat(file(live).text()).isEqualTo("""
                # Written by Slipway; what is changed here by hand is written over with the next release.
                environment: "hichat/prod"
                applications:
                  "server":
                    state: live
                    since: "2026-01-01T12:00:00Z"
                    image: "registry.example/root/hichat:%1$s@sha256:%2$s"
                    commit: "%1$s"
                    ordinal: 7
                    delivery: "%3$s"
                """.formatted(commit(7), "%064x".formatted(7), Samples.DELIVERY));
        assertThat(file(live).number()).isGreaterThan(file(committed).number());
    }

    @Test
    void whatFailedSaysWhatAndWhatToDo() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var release = deciding.committed(Deciding.requested(deciding.decide(built("server", 7))));

        var failed = deciding.decide(new SyncFailed(release, "cloud", commit(7), CRASHED));

        assertThat(file(failed).text()).endsWith("""
                    failure:
                      segment: cluster
                      what: "it [31m \\"crashed\\""
                      nextStep: "read its log"
                """);
    }

    @Test
    void whatCouldNotBeWrittenFailedToo() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var release = Deciding.requested(deciding.decide(built("server", 7)));

        var failed = deciding.decide(new ConfigFailed(release, CRASHED));

        assertThat(file(failed).text()).contains("state: failed", "ordinal: 7");
    }

    /** After a crash facts come twice, and what is old may be told once more. */
    @Test
    void whatComesTwiceOrLateOpensNothing() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var old = deciding.live(Deciding.requested(deciding.decide(built("server", 6))));
        var release = deciding.live(Deciding.requested(deciding.decide(built("server", 7))));

        assertThat(status(deciding.decide(updated(release)))).isEmpty();
        assertThat(status(deciding.decide(later(live(release))))).isEmpty();
        assertThat(status(deciding.decide(new SyncFailed(old, "cloud", commit(6), CRASHED))))
                .isEmpty();
    }

    @Test
    void aReleaseThatIsMendedIsLiveAgain() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var release = deciding.committed(Deciding.requested(deciding.decide(built("server", 7))));
        deciding.decide(new SyncFailed(release, "cloud", commit(7), CRASHED));

        var mended = deciding.decide(later(live(release)));

        assertThat(file(mended).text())
                .contains("state: live", "since: \"2026-01-01T13:00:00Z\"")
                .doesNotContain("failure");
    }

    @Test
    void whoAsksForItLaterHasAFileAtOnce() {
        deciding.decide(Samples.declaredMonorepo(null));
        var server = deciding.decide(built("server", 7));
        deciding.live(Deciding.requested(server));
        assertThat(status(server)).isEmpty();
        deciding.committed(Deciding.requested(deciding.decide(built("web", 7))));

        var asked = deciding.decide(Samples.declaredWithStatus("server", "web"));

        assertThat(file(asked).text())
                .containsSubsequence("\"server\":", "state: live", "\"web\":", "state: committed");
        assertThat(status(deciding.decide(Samples.declaredWithStatus("server", "web"))))
                .as("nothing changed")
                .isEmpty();
        assertThat(file(deciding.decide(Samples.declaredWithStatus("server"))).text())
                .as("web is gone")
                .doesNotContain("web");
    }

    /** Whatever the cluster says, the row fits into a record: else a release's end would be a dead letter. */
    @Test
    void longTextsAreCut() {
        deciding.decide(Samples.declaredWithStatus("server"));
        var release = deciding.committed(Deciding.requested(deciding.decide(built("server", 7))));
        var long2000 = new Failure(Segment.CLUSTER, "坏".repeat(2_000), "看".repeat(2_000));

        var failed = deciding.decide(new SyncFailed(release, "cloud", commit(7), long2000));

        assertThat(file(failed).text().length()).isLessThan(1_000);
    }

    private static StatusFile file(Batch<Lines> batch) {
        return status(batch).getFirst().files().getFirst();
    }

    private static List<StatusWork> status(Batch<Lines> batch) {
        return batch.rows().stream()
                .filter(row -> row.intent() instanceof StatusWork)
                .map(row -> (StatusWork) row.intent())
                .toList();
    }

    private static ConfigUpdated updated(Release release) {
        return new ConfigUpdated(release, "k8s-config", "k8s", commit(107), "content");
    }

    private static ReleaseLive live(Release release) {
        return Deciding.wentLive(release);
    }

    private static <E extends Event> Fact<E> later(E event) {
        var fact = Samples.fact(event);
        var time = fact.envelope().time().plus(Duration.ofHours(1));
        return new Fact<>(Envelope.follow(fact.asCause(), event, "test", time), event);
    }
}
