package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does who connects a repository. */
class ConnectingTest {
    private static final String OF_HICHAT = "/api/projects/hichat/repositories/";
    private static final String ARRIVALS = "/api/projects/hichat/arrivals";
    private static final String CATALOG = """
            {"projects":[{"project":{"project":"other"}},
            {"project":{"project":"hichat","repositories":[{"name":"app"},{"name":"config"}]}},
            {"project":{"project":"empty","repositories":[]}}]}""";

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

    private void checked(String repository, String read) {
        console.says("POST " + OF_HICHAT + repository + "/check", """
                {"project":"hichat","repository":"%s","works":%s,"steps":[
                {"step":"address","result":"ok","says":"10.0.0.1"},
                {"step":"read","result":"%s","says":"it is read"},{"step":"push","result":"skipped","says":"not needed"}]}""".formatted(repository, read.equals("ok"), read));
    }

    private void arrived(String... statuses) {
        var arrivals = new StringBuilder();
        for (var status : statuses) {
            arrivals.append(arrivals.isEmpty() ? "" : ",").append("""
                    {"at":"2026-11-20T02:00:00Z","forge":"gitlab","sender":null,"event":"Push Hook",
                    "repository":"app","status":%s,"answer":"as it should be"}""".formatted(status));
        }
        console.says(ARRIVALS, "{\"arrivals\":[" + arrivals + "]}");
    }

    private void made(boolean made) {
        console.says("POST " + OF_HICHAT + "app/webhook", """
                {"id":"7","address":"https://s.example.com/hooks/gitlab/hichat","made":%s,"events":["push","tag"],
                "notes":["only five tests a minute"]}""".formatted(made));
    }

    @Test
    void allRepositoriesAreCheckedStepByStep() {
        console.says("/api/catalog", CATALOG);
        checked("app", "ok");
        checked("config", "failed");

        var said = slipway("check", "hichat");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out().lines())
                .startsWith("hichat/app", "  ● address        10.0.0.1")
                .contains("hichat/config", "  ✖ read           it is read", "  – push           not needed");
        assertThat(slipway("check", "hichat", "app").exit()).isZero();
        assertThat(slipway("check", "hichat", "app", "--lang", "zh").out()).contains("● 地址           10.0.0.1");
        assertThat(slipway("check", "hichat", "app", "--json").out()).startsWith("{\"project\":\"hichat\"");
    }

    @Test
    void whatIsNotDeclaredIsNotChecked() {
        console.says("/api/catalog", CATALOG);

        var none = slipway("check", "nobody");
        var empty = slipway("connect", "empty");

        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("no project 'nobody'");
        assertThat(empty.exit()).isEqualTo(1);
        assertThat(empty.err()).contains("declares no repository");
        assertThat(console.ordered).isEmpty();
    }

    @Test
    void aWebhookIsMadeAndWhatTheForgeSendsIsShown() {
        checked("app", "ok");
        made(true);
        arrived("200");
        console.says("POST " + OF_HICHAT + "app/webhook/test", "{\"id\":\"7\",\"event\":\"push\"}")
                .then("POST " + OF_HICHAT + "app/webhook/test", () -> arrived("201", "200"));

        var said = slipway("connect", "hichat", "app");

        assertThat(said.exit()).isZero();
        assertThat(said.plain())
                .contains("● webhook made: https://s.example.com/hooks/gitlab/hichat, for push, tag")
                .contains("only five tests a minute")
                .contains("● test\n")
                .contains("gitlab (unknown) Push Hook app 201 as it should be")
                .doesNotContain("200");
    }

    @Test
    void aHookThatIsRefusedDoesNotWork() {
        checked("app", "ok");
        made(false);
        arrived();
        console.says("POST " + OF_HICHAT + "app/webhook/test", 422, "{\"error\":\"the forge says 422\"}")
                .then("POST " + OF_HICHAT + "app/webhook/test", () -> arrived("401"));

        var said = slipway("connect", "hichat", "app");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.plain())
                .contains("● webhook was there")
                .contains("✖ test")
                .contains("401 as it should be");
    }

    @Test
    void whereNothingArrivesItSaysWhy() {
        checked("app", "ok");
        made(true);
        arrived();
        console.says("POST " + OF_HICHAT + "app/webhook/test", "{}");
        var soon = Duration.ofSeconds(1);

        var silent = new Said.By(home).at(console).waiting(soon).slipway("connect", "hichat", "app");
        console.says("POST " + OF_HICHAT + "app/webhook/test", 502, "{\"error\":\"the forge is away\"}");
        var refused = new Said.By(home).at(console).waiting(soon).slipway("connect", "hichat", "app");

        assertThat(silent.exit()).isEqualTo(1);
        assertThat(silent.plain()).contains("✖ test nothing has arrived: let the forge reach https://s.example.com");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.plain()).contains("the forge is away");
    }

    @Test
    void withoutReadingOrWithoutTheForgeNoWebhookIsTried() {
        checked("app", "failed");
        arrived();
        var unread = slipway("connect", "hichat", "app");
        var ordered = console.ordered.size();
        checked("app", "ok");
        console.says("POST " + OF_HICHAT + "app/webhook", 422, "{\"error\":\"the token lacks the scope api\"}");
        var refused = slipway("connect", "hichat", "app");

        assertThat(unread.exit()).isEqualTo(1);
        assertThat(ordered).isEqualTo(1);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.plain()).contains("✖ webhook").contains("the token lacks the scope api");
        assertThat(console.ordered).doesNotContain(OF_HICHAT + "app/webhook/test");
    }

    @Test
    void arrivalsStandTheNewestLast() {
        arrived("200", "401");

        var said = slipway("arrivals", "hichat");

        assertThat(said.exit()).isZero();
        assertThat(said.plain().lines().toList().getLast()).endsWith("200 as it should be");
        assertThat(slipway("arrivals", "hichat", "--json").out()).startsWith("{\"arrivals\":");
        arrived();
        assertThat(slipway("arrivals", "hichat").out()).isEqualTo("nothing has arrived for hichat since yesterday\n");
    }
}
