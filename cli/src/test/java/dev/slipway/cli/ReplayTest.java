package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts once more into a service. */
class ReplayTest {
    private static final String REPLAY = "POST /api/replay";

    @TempDir
    Path home;

    private FakeConsole console;

    @BeforeEach
    void start() throws IOException {
        console = new FakeConsole();
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private Said slipway(String... arguments) {
        return new Said.By(home).at(console).slipway(arguments);
    }

    @Test
    void aDeliveryIsReplayed() {
        console.says("/api/deliveries?limit=200", Samples.page(Samples.live()))
                .says(REPLAY, "{\"service\":\"notifier\",\"facts\":4}");

        var said = slipway("replay", "--delivery", Samples.LIVE.substring(0, 8), "--service", "notifier");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("4 facts go into notifier once more\n");
        assertThat(console.ordered)
                .containsExactly("/api/replay {\"service\":\"notifier\",\"dryRun\":false,\"delivery\":\"%s\"}"
                        .formatted(Samples.LIVE));
    }

    @Test
    void aTimeIsTriedAndWhatWouldComeOfItIsShown() {
        console.says(REPLAY, """
                {"service":"config-updater","facts":2,"errors":[],"silent":[],
                "would":[{"says":"dev.slipway.config.release-requested.v1 hichat/prod","isNew":true},
                {"says":"dev.slipway.config.config-committed.v1 hichat/prod","isNew":false}],
                "opens":[{"resource":"k8s-config","intent":"commit"}]}""");

        var said = slipway(
                "replay",
                "--from",
                "2026-01-31T12:00:00Z",
                "--to",
                "2026-01-31T13:00:00Z",
                "--service",
                "config-updater",
                "--dry-run");

        assertThat(said.exit()).isZero();
        assertThat(said.plain().lines())
                .containsExactly(
                        "2 facts would go into config-updater once more",
                        "new config.release-requested hichat/prod",
                        "said already config.config-committed hichat/prod",
                        "would open k8s-config commit");
        assertThat(console.ordered).singleElement().asString().endsWith("""
                {"service":"config-updater","dryRun":true,"from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z"}""");
    }

    @Test
    void errorsAndSilentProjectsEndWithOne() {
        var arguments = new String[] {"replay", "--delivery", Samples.LIVE, "--service", "notifier", "--dry-run"};
        console.says(REPLAY, "{\"service\":\"notifier\",\"facts\":1,\"errors\":[\"no route\"],\"silent\":[]}");
        var failed = slipway(arguments);
        console.says(REPLAY, "{\"service\":\"notifier\",\"facts\":1,\"errors\":[],\"silent\":[\"hichat\"]}");
        var silent = slipway(arguments);

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.plain()).contains("✖ no route");
        assertThat(silent.exit()).isEqualTo(1);
        assertThat(silent.plain()).contains("✖ hichat: notifier did not answer in time");
        assertThat(slipway("replay", "--delivery", Samples.LIVE, "--service", "notifier", "--dry-run", "--json")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void whatWouldBeAppliedIsShownWithWhatRunsThere() {
        console.says(REPLAY, """
                {"service":"sync-service","facts":2,"errors":[],"silent":[],"would":[],
                "opens":[{"resource":"hichat/dev","intent":"SyncWork"},{"resource":"hichat/prod","intent":"SyncWork"}],
                "applies":[{"environment":"hichat/dev","cluster":"cloud","commit":"1234567890abcdef"},
                {"environment":"hichat/prod","cluster":"edge","commit":"1234567890abcdef","runs":"fedcba0987654321"}]}""");

        var said = slipway("replay", "--delivery", Samples.LIVE, "--service", "sync-service", "--dry-run");

        assertThat(said.exit()).isZero();
        assertThat(said.plain().lines())
                .containsExactly(
                        "2 facts would go into sync-service once more",
                        "would apply commit 12345678 to hichat/dev in cloud; running there now: nothing that anybody has said",
                        "would apply commit 12345678 to hichat/prod in edge; running there now: fedcba09");
    }

    @Test
    void whatTheAnswerHasNoRoomForIsSaid() {
        var arguments = new String[] {"replay", "--delivery", Samples.LIVE, "--service", "notifier", "--dry-run"};
        var answer =
                "{\"service\":\"notifier\",\"facts\":9,\"errors\":[],\"silent\":[],\"more\":{\"facts\":%d,\"says\":5,\"opens\":2,\"errors\":0}}";
        console.says(REPLAY, answer.formatted(0));
        var cut = slipway(arguments);
        console.says(REPLAY, answer.formatted(4));
        var partly = slipway(arguments);

        assertThat(cut.exit()).isZero();
        assertThat(cut.plain()).contains("5 to be said, 2 to be opened, 0 errors");
        assertThat(partly.exit()).isEqualTo(1);
        assertThat(partly.plain()).contains("✖ 4 of them, the last ones, were not asked about");
    }

    @Test
    void whatTheConsoleDoesNotReplayItSays() {
        console.says(REPLAY, 404, "{\"error\":\"nothing can be replayed into webhook-service\"}");

        var said = slipway("replay", "--delivery", Samples.LIVE, "--service", "webhook-service");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nothing can be replayed into webhook-service");
    }
}
