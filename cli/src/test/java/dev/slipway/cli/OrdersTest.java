package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people order about open work. */
class OrdersTest {
    private static final String ORDERS = "/api/work/build-service/orders";

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

    private static String row(String id, String resource, String key) {
        return """
                {"service":"build-service","resource":"%s","key":"%s","id":"%s","delivery":null,
                "since":"2026-01-01T00:00:00Z","attempts":3,"nextTry":"2026-01-01T00:00:00Z","waitsFor":"x"}""".formatted(resource, key, id);
    }

    private void open(String... rows) {
        console.says("/api/work?service=build-service", "{\"open\":[" + String.join(",", rows) + "],\"paused\":[]}");
        console.says("POST " + ORDERS, "{\"ids\":[\"1\"],\"message\":\"soon\"}");
    }

    @Test
    void allOfAResourceIsRetriedOrGivenUp() {
        open();

        var said = slipway("retry", "build-service", "hichat/hichat");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("build-service carries it out");
        assertThat(slipway("give-up", "build-service", "*", "--lang", "zh").out())
                .contains("立即执行");
        assertThat(console.ordered)
                .containsExactly(
                        ORDERS + " {\"kind\":\"retry-now\",\"resource\":\"hichat/hichat\"}",
                        ORDERS + " {\"kind\":\"give-up\",\"resource\":\"*\"}");
    }

    @Test
    void allRowsMayBeSaidAsAStar() {
        open();

        slipway("retry", "build-service", "hichat/hichat", "*");
        slipway("give-up", "build-service", "*", "*");

        assertThat(console.ordered)
                .containsExactly(
                        ORDERS + " {\"kind\":\"retry-now\",\"resource\":\"hichat/hichat\"}",
                        ORDERS + " {\"kind\":\"give-up\",\"resource\":\"*\"}");
    }

    @Test
    void whereNothingIsOpenThatIsSaid() {
        console.says("POST " + ORDERS, "{\"ids\":[],\"message\":\"nothing is open\"}");

        assertThat(slipway("retry", "build-service", "*").out()).isEqualTo("nothing is open in build-service\n");
    }

    @Test
    void aRowIsNamedByItsKeyItsIdOrItsBeginning() {
        var id = "11112222-0000-5000-8000-000000000000";
        open(row(id, "hichat/hichat", "hichat/hichat|a"), row("11113333-0000", "hichat/hichat", "hichat/hichat|b"));

        for (var name : new String[] {"hichat/hichat|a", id, "11112222"}) {
            assertThat(slipway("give-up", "build-service", "hichat/hichat", name)
                            .exit())
                    .isZero();
        }
        slipway("retry", "build-service", "*", "11112222");

        var rest = "\"resource\":\"hichat/hichat\",\"row\":\"hichat/hichat|a\"}";
        assertThat(console.ordered)
                .hasSize(4)
                .startsWith(ORDERS + " {\"kind\":\"give-up\"," + rest)
                .endsWith(ORDERS + " {\"kind\":\"retry-now\"," + rest);
    }

    @Test
    void aRowThatIsNotOneIsNotOrderedAbout() {
        open(row("11112222-0000", "hichat/hichat", "a"), row("11113333-0000", "hichat/hichat", "b"));

        var none = slipway("retry", "build-service", "hichat/other", "11112222");
        var several = slipway("retry", "build-service", "hichat/hichat", "1111");

        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("no open row 11112222 of hichat/other").contains("slipway work");
        assertThat(slipway("retry", "build-service", "hichat/hichat", "111").exit())
                .isEqualTo(1);
        assertThat(several.exit()).isEqualTo(2);
        assertThat(several.err()).contains("11112222-0000, 11113333-0000");
        assertThat(console.ordered).isEmpty();
    }

    @Test
    void aServiceOrAResourceIsPausedAndResumed() {
        open();

        assertThat(slipway("pause", "build-service").exit()).isZero();
        assertThat(slipway("resume", "build-service", "hichat/hichat", "--json").out())
                .isEqualTo("{\"ids\":[\"1\"],\"message\":\"soon\"}\n");

        assertThat(console.ordered)
                .containsExactly(
                        ORDERS + " {\"kind\":\"pause\",\"resource\":\"*\"}",
                        ORDERS + " {\"kind\":\"resume\",\"resource\":\"hichat/hichat\"}");
    }

    @Test
    void aServiceThatIsNotThereIsNamedByTheConsole() {
        console.says("POST /api/work/a%2Fb/orders", 404, "{\"error\":\"there is no service a/b\"}");

        var said = slipway("pause", "a/b");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("there is no service a/b");
    }

    @Test
    void workShowsWhatIsPaused() {
        var paused = """
                {"open":[],"paused":[{"service":"build-service","resource":"*","by":"li"},
                {"service":"notifier","resource":"hichat","by":"hua"}]}""";
        console.says("/api/work", paused).says("/api/work?service=notifier", paused);

        assertThat(slipway("work").plain())
                .contains("nothing is open")
                .contains("▲ paused: all of build-service, by li")
                .contains("▲ paused: notifier, hichat, by hua");
        assertThat(slipway("work", "--service", "notifier").out())
                .contains("hichat")
                .doesNotContain("build-service");
    }
}
