package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command answers. */
class QuestionsTest {
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
    void deliveriesAreATable() {
        console.says("/api/deliveries?limit=20", Samples.page(Samples.live(), Samples.broken()));

        var said = slipway("deliveries");

        assertThat(said.exit()).isZero();
        assertThat(said.plain().lines().toList()).hasSize(3);
        assertThat(said.plain())
                .contains("DELIVERY BEGAN TOOK PROJECT BRANCH COMMIT STATE SUBJECT")
                .contains("2.3 s hichat master 1f0c9a2e ● live fix: 登录")
                .contains("✖ failed");
    }

    @Test
    void pagesAreFollowedUpToTheLimit() {
        Samples.paged(console, 7, List.of("hichat"));

        var said = slipway("deliveries", "--limit", "5");

        assertThat(said.out().lines().skip(1))
                .extracting(line -> line.substring(0, 8))
                .containsExactly("a0000000", "a0000001", "a0000002", "a0000003", "a0000004");
        assertThat(console.asked).hasSize(3);
    }

    @Test
    void deliveriesOfOneProjectAreLookedForOnAllPages() {
        Samples.paged(console, 7, List.of("hichat", "other"));

        var said = slipway("deliveries", "--project", "other", "--limit", "3");

        assertThat(said.out().lines().skip(1))
                .extracting(line -> line.substring(0, 8))
                .containsExactly("a0000001", "a0000003", "a0000005");
        assertThat(slipway("deliveries", "--project", "none").out()).contains("no delivery of project none");
    }

    @Test
    void jsonIsWhatTheConsoleSays() throws IOException {
        Samples.paged(console, 3, List.of("hichat"));
        console.says("/api/work", "{\"open\" : []}").says("/api/dead-letters", "{\"deadLetters\":[ ]}");

        assertThat(slipway("work", "--json").out()).isEqualTo("{\"open\" : []}\n");
        assertThat(slipway("--json", "dead-letters").out()).isEqualTo("{\"deadLetters\":[ ]}\n");
        var json = new ObjectMapper()
                .readTree(slipway("deliveries", "--json", "--limit", "2").out());
        assertThat(json.path("deliveries")).hasSize(2);
        assertThat(json.path("next").asText()).isEqualTo(Samples.numbered(1));
        assertThat(json.path("deliveries")
                        .path(0)
                        .path("releases")
                        .path(0)
                        .path("podsReady")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aDeliveryIsATimeline() {
        console.says("/api/deliveries/" + Samples.LIVE, Samples.detail(Samples.live()));

        var said = slipway("delivery", Samples.LIVE);

        assertThat(said.exit()).isZero();
        assertThat(said.plain())
                .contains("● live hichat master 1f0c9a2e fix: 登录 Li Hua")
                .contains("took 2.3 s")
                .contains("build +93 ms 96 ms")
                .contains("rollout +448 ms 1.8 s")
                .contains("hichat ● built hichat:1f0c9a2e@sha256:11111111…")
                .contains("prod hichat ● live 5 pods ready local k8s-config 9ab04c11")
                .contains("hichat is live in prod");
    }

    @Test
    void aDeliveryThatFailedSaysWhatToDoAndEndsWithOne() {
        console.says("/api/deliveries/" + Samples.BROKEN, Samples.detail(Samples.broken()));

        var said = slipway("delivery", Samples.BROKEN);

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.plain())
                .contains("✖ failed in prod (cluster)")
                .contains("seen: 2 of 3 pods crash\nexit code 1")
                .contains("to do: look at MYSQL_HOST");
        assertThat(slipway("--lang=zh", "delivery", Samples.BROKEN).out())
                .contains("✖ prod 失败(集群)")
                .contains("下一步");
    }

    @Test
    void theBeginningOfAnIdIsEnoughIfItIsTheOnlyOne() {
        console.says("/api/deliveries?limit=200", Samples.page(Samples.live(), Samples.broken()))
                .says("/api/deliveries/" + Samples.LIVE, Samples.detail(Samples.live()));

        assertThat(slipway("delivery", "E6D1B0").exit()).isZero();
        var several = slipway("delivery", "e6d1");
        assertThat(several.exit()).isEqualTo(2);
        assertThat(several.err()).contains(Samples.LIVE).contains(Samples.BROKEN);
        var none = slipway("delivery", "abcd");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("begins with abcd").contains("slipway deliveries");
    }

    @Test
    void aTraceShowsWhatCausedWhat() {
        console.says(
                "/api/deliveries/" + Samples.LIVE,
                Samples.detail(
                        Samples.live(),
                        Samples.event("1", "", "push.branch-pushed", "2026-11-20T02:00:00Z"),
                        Samples.event("3", "2", "image.built", "2026-11-20T02:00:00.189Z"),
                        Samples.event("2", "1", "image.build-started", "2026-11-20T02:00:00.093Z")));

        var said = slipway("trace", Samples.LIVE);

        assertThat(said.out().lines())
                .containsExactly(
                        "   +0 ms           push.branch-pushed  hichat/prod",
                        "  +93 ms     (93)    image.build-started  hichat/prod",
                        " +189 ms     (96)      image.built  hichat/prod");
    }

    @Test
    void workSaysWhatWaitsAndForWhat() {
        console.says("/api/work?service=build-service", """
                {"open":[{"service":"build-service","resource":"hichat/hichat","id":"11112222-0000-5000-8000-000000000000",
                "delivery":"e6d1b0a4-0000-5000-8000-000000000001","since":"2026-01-01T00:00:00Z","attempts":3,
                "nextTry":"2026-01-01T00:00:00Z","waitsFor":"the registry at registry.example.com","failingSince":null}]}""");

        var said = slipway("work", "--service", "build-service");

        assertThat(said.plain())
                .contains("11112222 build-service hichat/hichat")
                .contains("3 e6d1b0a4 the registry at registry.example.com");
        console.says("/api/work", "{\"open\":[]}");
        assertThat(slipway("work").out()).isEqualTo("nothing is open\n");
        assertThat(slipway("work", "--lang", "zh").out()).isEqualTo("没有等待的工作\n");
    }

    @Test
    void deadLettersSayWhoCouldNotUseWhatAndWhy() {
        console.says("/api/dead-letters", """
                {"deadLetters":[{"at":"2026-11-20T02:00:00Z","service":"notifier","error":"no JSON","origin":"slipway.push/3/42",
                "type":null,"key":"hichat","text":"{broken"}]}""");

        assertThat(slipway("dead-letters").plain()).contains("notifier slipway.push/3/42 hichat no JSON");
    }
}
