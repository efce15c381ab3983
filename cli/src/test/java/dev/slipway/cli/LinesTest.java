package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a line stands, and what people order about it. */
class LinesTest {
    private static final String PROD = "hichat/prod/server";
    private static final String PATH = "/api/environments/" + PROD;
    private static final String DELIVERY = "aaaa1111-0000-5000-8000-000000000000";
    private static final String RELEASE = """
            {"id":"%s","rank":"%s","phase":"%s","since":"2026-11-20T02:00:00Z","origin":%s,
            "commit":"1f0c9a2e00000000000000000000000000000000","subject":"%s","author":"Li Hua",
            "image":"registry.example.com/root/hichat:1f0c9a2e@sha256:x"}""";
    private static final String BACK = RELEASE.formatted("cccc3333-0", "8.1", "live", "\"auto-rollback\"", "Say hello");
    private static final String GOOD = RELEASE.formatted("bbbb2222-0", "7", "live", "null", "Say hello");

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
    void aLineShowsItsReleasesWhyItIsHeldAndWhatARollbackBringsBack() {
        console.says(PATH, """
                {"project":"hichat","environment":"prod","application":"server","desired":%1$s,"live":%1$s,"waiting":null,"back":%2$s,
                "hold":{"why":"release 8 failed: it crashes","by":null,"since":"2026-11-20T02:00:00Z","firm":false},
                "releases":[%1$s,%2$s]}""".formatted(BACK, GOOD));

        var said = slipway("line", PROD);

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.plain())
                .containsPattern("cccc3333 +8\\.1 +1f0c9a2e +● live, automatic rollback")
                .containsPattern("bbbb2222 +7 +1f0c9a2e +– was live")
                .containsPattern("a rollback brings back +7 +bbbb2222")
                .contains("▲ held since")
                .contains("release 8 failed: it crashes")
                .contains(
                        "to do: push a correction: a push that is not forced frees the line; or slipway free " + PROD);
        assertThat(slipway("line", PROD, "--lang", "zh").plain())
                .contains("自动回滚")
                .contains("回滚会恢复");
        assertThat(slipway("line", PROD, "--json").out()).contains("\"rank\":\"8.1\"");
    }

    @Test
    void aLineWithoutReleasesSaysSo() {
        console.says(PATH, "{\"releases\":[],\"hold\":null}");

        assertThat(slipway("line", PROD).out()).contains("nothing was released to hichat/prod/server yet");
    }

    @Test
    void aRollbackIsAskedForAndFollowedToItsEnd() {
        accepts("rollback", "brings back release 7");
        console.says(
                "/api/deliveries/" + DELIVERY,
                delivery(
                        "rollback",
                        "live",
                        BACK.replace("\"since\"", "\"environment\":\"prod\",\"application\":\"server\",\"since\"")));

        var said = slipway("rollback", PROD, "bbbb2222", "--why", "登录 is broken");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(console.ordered).containsExactly(PATH + "/rollback {\"to\":\"bbbb2222\",\"why\":\"登录 is broken\"}");
        assertThat(said.plain())
                .contains("brings back release 7")
                .contains("li asked: roll back prod/server → 7")
                .contains("● live prod server automatic rollback");
    }

    @Test
    void aRefusedCommandEndsWithOneAndSaysWhatToDo() {
        accepts("free", "releases are let in");
        console.says(
                "/api/deliveries/" + DELIVERY, delivery("free", "failed", "").replace("\"troubles\":[]", """
                                "troubles":[{"where":"prod","at":"2026-11-20T02:00:01Z","failure":{"segment":"config",
                                "seen":"the line is not held","nextStep":"there is nothing to free"}}]"""));

        var said = slipway("free", PROD);

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.plain()).contains("the line is not held; to do: there is nothing to free");
        assertThat(console.ordered).containsExactly(PATH + "/free {}");
    }

    @Test
    void aHoldIsDoneWhenTheLineSaysSo() {
        accepts("hold", "no release is let in");
        console.says("/api/deliveries/" + DELIVERY, delivery("hold", "done", "").replace("\"lines\":[]", """
                        "lines":[{"environment":"prod","application":"server","at":"2026-11-20T02:00:01Z","held":true,
                        "firm":true,"why":"freeze","by":"li"}]"""));

        assertThat(slipway("hold", PROD, "--why", "freeze").plain()).contains("▲ line held prod server freeze");
        assertThat(slipway("hold", PROD, "--json").out()).contains(DELIVERY).doesNotContain("line held");
        assertThat(slipway("delivery", DELIVERY).plain())
                .contains("✓ done")
                .contains("li asked: hold prod/server")
                .containsPattern("prod +server +▲ line held +li +freeze");
    }

    @Test
    void aSyncIsAskedForAnEnvironment() {
        console.says(
                "POST /api/projects/hichat/environments/prod/sync",
                202,
                "{\"delivery\":\"%s\",\"message\":\"hichat/prod is synced\"}".formatted(DELIVERY));
        console.says("/api/deliveries/" + DELIVERY, delivery("sync", "done", "").replace("\"server\"", "\"config\""));

        var said = slipway("sync", "hichat", "prod");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.plain()).contains("hichat/prod is synced");
        assertThat(slipway("delivery", DELIVERY).plain())
                .contains("li asked: sync prod")
                .doesNotContain("sync prod/");
        assertThat(slipway("sync", "hichat", "../x").exit()).isEqualTo(2);
        assertThat(slipway("sync", "hichat").exit()).isEqualTo(2);
    }

    @Test
    void whatWaitsToBeSyncedSaysWhyAndWhatToDo() {
        console.says(
                "/api/deliveries/" + DELIVERY,
                delivery(
                        "deploy",
                        "waits-for-a-person",
                        BACK.replace("\"since\"", "\"environment\":\"prod\",\"application\":\"server\",\"since\"")
                                .replace(
                                        "\"phase\":\"live\"",
                                        "\"phase\":\"awaiting-sync\",\"nextStep\":\"slipway sync hichat prod\"")));

        assertThat(slipway("delivery", DELIVERY).plain())
                .contains("▲ awaiting sync")
                .contains("slipway sync hichat prod");
    }

    @Test
    void whatIsNoLineOrIsRefusedSaysWhy() {
        assertThat(slipway("line", "hichat/prod").exit()).isEqualTo(2);
        assertThat(slipway("rollback", "Hichat/prod/server").err()).contains("is no line");
        console.says("POST " + PATH + "/rollback", 409, "{\"error\":\"nothing is known that was live before\"}");

        var said = slipway("rollback", PROD);

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nothing is known that was live before");
    }

    @Test
    void aDeploymentIsAskedForWithAllThatIsSet() {
        accepts("deploy", "in one commit");
        console.says("/api/deliveries/" + DELIVERY, delivery("deploy", "live", ""));

        var said = slipway(
                "deploy",
                PROD,
                "--image",
                "1f0c9a2e",
                "--replicas",
                "3",
                "--env",
                "A=b,c",
                "--env",
                "web:D=e",
                "--limit",
                "cpu=500m",
                "--request",
                "cpu=1",
                "--set",
                "values.yaml:a.b=true",
                "--message",
                "三个副本");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(console.ordered)
                .containsExactly(PATH + "/deploy {\"image\":\"1f0c9a2e\",\"replicas\":\"3\","
                        + "\"env\":[\"A=b,c\",\"web:D=e\"],\"requests\":[\"cpu=1\"],\"limits\":[\"cpu=500m\"],"
                        + "\"values\":[\"values.yaml:a.b=true\"],\"message\":\"三个副本\"}");
        assertThat(said.plain()).contains("in one commit").contains("li asked: deploy prod/server");
    }

    @Test
    void aPreviewIsShownAndOrdersNothing() {
        console.says("POST " + PATH + "/deploy/preview", 200, """
                {"image":"registry.example.com/root/hichat:1f0c9a2e@sha256:x","branch":"k8s-config","commit":"a91c3f0d00000000",
                "message":"Deploy server 1f0c9a2e to prod: replicas 3 [skip ci]","held":"freeze",
                "files":[{"path":"k8s/a.yaml","diff":"--- a/k8s/a.yaml\\n+++ b/k8s/a.yaml\\n@@ -1 +1 @@\\n-  replicas: 1\\n+  replicas: 3\\n",
                "withheld":false},{"path":"k8s/secret.yaml","diff":"","withheld":true}],"objects":[]}""");

        var said = slipway("deploy", PROD, "--replicas", "3", "--preview");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.plain())
                .contains("Deploy server 1f0c9a2e to prod: replicas 3 [skip ci] on k8s-config, upon a91c3f0d")
                .contains("- replicas: 1\n+ replicas: 3\n")
                .contains("k8s/secret.yaml holds a Secret")
                .contains("▲ the line is held: freeze");
        assertThat(console.ordered).containsExactly(PATH + "/deploy/preview {\"replicas\":\"3\"}");
        assertThat(slipway("deploy", PROD, "--replicas", "3", "--preview", "--lang", "zh")
                        .plain())
                .contains("发布线已挂起");
    }

    private void accepts(String order, String message) {
        console.says(
                "POST " + PATH + "/" + order,
                202,
                "{\"delivery\":\"%s\",\"see\":\"/api/deliveries/x\",\"message\":\"%s\"}".formatted(DELIVERY, message));
    }

    private static String delivery(String what, String state, String release) {
        return """
                {"delivery":{"id":"%s","project":"hichat","state":"%s","idle":false,"started":"2026-11-20T02:00:00Z",
                "ended":"2026-11-20T02:00:02Z","command":{"what":"%s","environment":"prod","application":"server","by":"li",%s"why":null},
                "builds":[],"releases":[%s],"steps":[],"troubles":[],"lines":[],"messages":[]},"events":[]}""".formatted(
                        DELIVERY, state, what, what.equals("rollback") ? "\"to\":\"7\"," : "\"to\":null,", release);
    }
}
