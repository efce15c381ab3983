package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How answers look: colours, languages, and what others wrote. */
class LookTest {
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
    void chineseColumnsStandBelowEachOther() {
        console.says("/api/deliveries?limit=20", Samples.page(Samples.live()));

        var said = slipway("--lang", "zh-CN", "deliveries");

        var lines = said.out().lines().toList();
        assertThat(lines.getFirst()).contains("交付").contains("说明");
        assertThat(lines.getLast()).contains("● 已上线");
        var heading = lines.getFirst().substring(0, lines.getFirst().indexOf("开始"));
        var row = lines.getLast().substring(0, lines.getLast().indexOf("2026-"));
        assertThat(columns(heading)).isEqualTo(columns(row)).isEqualTo(10);
    }

    private static int columns(String text) {
        return text.codePoints().map(point -> point > 0x1000 ? 2 : 1).sum();
    }

    @Test
    void whatOthersWroteCannotReachTheTerminal() {
        var evil = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\r\\n\\u202egnp.exe";
        console.says("/api/deliveries?limit=20", Samples.page(Samples.live().replace("fix: 登录", evil)))
                .says(
                        "/api/deliveries/" + Samples.LIVE,
                        Samples.detail(Samples.live().replace("fix: 登录", evil)))
                .says("/api/work", 400, "{\"error\":\"" + evil + "\"}");

        for (var said : List.of(slipway("deliveries"), slipway("delivery", Samples.LIVE), slipway("work"))) {
            assertThat(said.out() + said.err())
                    .contains("owned")
                    .doesNotContain("\u001b", "\u0007", "\u009b", "\r", "\u202e");
        }
    }

    @Test
    void coloursAreForTerminalsOnly() {
        console.says("/api/deliveries?limit=20", Samples.page(Samples.live()));

        assertThat(slipway("deliveries").out()).doesNotContain("\u001b");
        var by = new Said.By(home).at(console).onATerminal();
        assertThat(by.slipway("deliveries").out()).contains("\u001b[32m● live\u001b[0m");
        var without = new Said.By(home).at(console).onATerminal().with("NO_COLOR", "1");
        assertThat(without.slipway("deliveries").out()).doesNotContain("\u001b");
        var dumb = new Said.By(home).at(console).onATerminal().with("TERM", "dumb");
        assertThat(dumb.slipway("deliveries").out()).doesNotContain("\u001b");
    }

    @Test
    void theLanguageIsTheTerminalsUnlessItIsSaid() {
        console.says("/api/work", "{\"open\":[]}");

        assertThat(new Said.By(home)
                        .at(console)
                        .with("LANG", "zh_CN.UTF-8")
                        .slipway("work")
                        .out())
                .contains("没有");
        assertThat(new Said.By(home)
                        .at(console)
                        .with("LANG", "zh_CN.UTF-8")
                        .with("LC_ALL", "C.UTF-8")
                        .slipway("work")
                        .out())
                .contains("nothing");
        assertThat(new Said.By(home)
                        .at(console)
                        .with("LC_ALL", "zh_CN.UTF-8")
                        .slipway("work", "--lang=en")
                        .out())
                .contains("nothing");
        assertThat(slipway("work", "--lang", "tlh").exit()).isEqualTo(2);
    }
}
