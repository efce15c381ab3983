package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told as it happens. */
@Timeout(60)
class WatchTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private FakeConsole console;
    private Said.By listener;
    private Thread thread;
    private FutureTask<Said> ended;

    @BeforeEach
    void start() throws IOException {
        console = new FakeConsole().says("/api/deliveries?limit=50", Samples.page(Samples.broken()));
        listener = new Said.By(home).at(console);
        ended = new FutureTask<>(() -> listener.slipway("watch"));
        thread = new Thread(ended);
    }

    @AfterEach
    void stop() {
        thread.interrupt();
        console.close();
    }

    private void listen() {
        thread.start();
        await().atMost(SOON)
                .until(() -> listener.err.toString(StandardCharsets.UTF_8), err -> err.contains("listening to"));
    }

    private String told() {
        return listener.out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachPieceOfNewsIsOneLineAndToldOnce() {
        listen();

        console.event(Samples.broken()); // known before anybody listened
        console.event(Samples.building());
        console.event(Samples.building());
        console.event("{\"id\":\"x\",\"idle\":true}");
        console.event("no JSON");
        console.event(Samples.live());

        await().atMost(SOON).until(this::told, told -> told.contains("told"));
        assertThat(told().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "e6d1b0a4 +0 ms hichat ◔ received hichat master 1f0c9a2e",
                        "e6d1b0a4 +189 ms hichat ◔ building hichat fix: 登录",
                        "e6d1b0a4 +189 ms hichat ● built hichat",
                        "e6d1b0a4 +2.3 s hichat ● live prod hichat",
                        "e6d1b0a4 +2.3 s hichat ◔ told ops: hichat is live in prod");
        assertThat(listener.err.toString(StandardCharsets.UTF_8)).contains("no JSON");
    }

    @Test
    void whatHappenedWhileTheConnectionWasLostIsToldAfterIt() {
        listen();

        console.says("/api/deliveries?limit=50", Samples.page(Samples.live(), Samples.broken()));
        console.cut();

        await().atMost(SOON).until(this::told, told -> told.contains("live"));
        assertThat(told()).doesNotContain("e6d1ffff");
        assertThat(listener.err.toString(StandardCharsets.UTF_8))
                .contains("the connection was lost")
                .contains("trying again within");
        console.event(Samples.live().replace(Samples.LIVE, Samples.numbered(7)));
        await().atMost(SOON).until(this::told, told -> told.contains("a0000007"));
    }

    @Test
    void aConsoleThatRestartsIsWaitedFor() {
        listen();

        console.says("/api/deliveries/events", 503, "{}");
        console.cut();

        await().atMost(SOON)
                .until(
                        () -> listener.err.toString(StandardCharsets.UTF_8),
                        err -> err.contains("cannot answer now (503)"));
        assertThat(ended).isNotDone();
    }

    @Test
    void whoMayNotListenAnyMoreIsToldSo() throws Exception {
        listen();

        console.says("/api/deliveries/events", 403, "{}");
        console.cut();

        assertThat(ended.get().exit()).isEqualTo(3);
        assertThat(ended.get().err()).contains("403");
    }

    @Test
    void aFailureIsOneLineWithWhatToDo() {
        console.says("/api/deliveries?limit=50", Samples.page());
        listen();

        console.event(Samples.broken());

        await().atMost(SOON).until(this::told, told -> told.contains("✖"));
        assertThat(told())
                .contains("✖ failed  prod (cluster): 2 of 3 pods crash exit code 1; to do: look at MYSQL_HOST");
    }

    @Test
    void programsGetEachChangeAsALineOfJson() {
        listener = new Said.By(home).at(console);
        thread = new Thread(() -> listener.slipway("watch", "--json"));
        listen();

        console.event(Samples.live());

        await().atMost(SOON).until(this::told, told -> told.endsWith("\n"));
        assertThat(told()).isEqualTo(Samples.live().replaceAll("\\s+(?=[\"\\[{])", "") + "\n");
    }
}
