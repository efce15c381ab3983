package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do about what a service could not use. */
class DeadLettersTest {
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

    private static String letter(String id, String service, String error, String fate) {
        return """
                {"id":"%s","at":"2026-11-20T02:00:00Z","service":"%s","error":"%s","origin":"slipway.push/3/42",
                "type":"dev.slipway.push.branch-pushed.v1","key":"hichat","text":"{broken","fate":%s}""".formatted(id, service, error, fate);
    }

    private static String settled(String id, String what) {
        return "{\"id\":\"%s\",\"fate\":{\"what\":\"%s\",\"by\":\"li\",\"at\":\"2026-11-20T02:00:00Z\"}}"
                .formatted(id, what);
    }

    private void there(String... letters) {
        console.says("/api/dead-letters", "{\"deadLetters\":[" + String.join(",", letters) + "]}");
    }

    private static final String DROPPED = "{\"what\":\"dropped\",\"by\":\"li\",\"at\":\"2026-11-20T02:00:00Z\"}";

    @Test
    void theListShowsIdsAndFates() {
        there(letter("0-43", "notifier", "no JSON", "null"), letter("0-42", "notifier", "no JSON", DROPPED));

        assertThat(slipway("dead-letters").plain())
                .containsPattern("0-43 .* notifier slipway.push/3/42 hichat no JSON")
                .containsPattern("0-42 .* notifier slipway.push/3/42 hichat dropped by li no JSON");
        assertThat(slipway("dead-letters", "--lang", "zh").out()).contains("已丢弃(li)");
    }

    @Test
    void oneIsShownWithItsHeadersAndItsValue() {
        console.says(
                "/api/dead-letters/0-42",
                "{\"deadLetter\":" + letter("0-42", "notifier", "no JSON", "null")
                        + ",\"topic\":\"push\",\"headers\":{\"ce_type\":\"x\",\"ce_id\":\"1\"},\"value\":\"{\\n  broken\"}");

        var said = slipway("dead-letters", "show", "0-42");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("notifier")
                .doesNotContain("SETTLED")
                .endsWith("ce_id    1\nce_type  x\n\n{\n  broken\n");
        assertThat(slipway("dead-letters", "show", "0-42", "--json").out()).startsWith("{\"deadLetter\":");
    }

    @Test
    void whatWasNoFactShowsItsBeginning() {
        console.says(
                "/api/dead-letters/0-42", "{\"deadLetter\":" + letter("0-42", "notifier", "no JSON", DROPPED) + "}");

        assertThat(slipway("dead-letters", "show", "0-42").plain())
                .contains("SETTLED dropped by li")
                .contains("can only be dropped")
                .endsWith("{broken");
        console.says("/api/dead-letters/0-41", 404, "{\"error\":\"there is none\"}");
        var none = slipway("dead-letters", "show", "0-41");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("there is no dead letter 0-41");
    }

    @Test
    void oneIsReplayedOrDropped() {
        console.says("POST /api/dead-letters/0-42/replay", settled("0-42", "replayed"))
                .says("POST /api/dead-letters/0-42/drop", settled("0-42", "dropped"))
                .says("POST /api/dead-letters/0-41/replay", 400, "{\"error\":\"was no fact\"}");

        assertThat(slipway("dead-letters", "replay", "0-42").out()).isEqualTo("0-42  replayed by li\n");
        assertThat(slipway("dead-letters", "drop", "0-42").out()).isEqualTo("0-42  dropped by li\n");
        var no = slipway("dead-letters", "replay", "0-41");
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.err()).contains("was no fact");
        assertThat(console.ordered).startsWith("/api/dead-letters/0-42/replay", "/api/dead-letters/0-42/drop");
    }

    @Test
    void allThatMatchAndAreNotSettledAreReplayedTheOldestFirst() {
        there(
                letter("0-6", "notifier", "no JSON at all", "null"),
                letter("0-5", "build-service", "no JSON", "null"),
                letter("0-4", "notifier", "no JSON", DROPPED),
                letter("0-3", "notifier", "too old", "null"),
                letter("0-2", "notifier", "no JSON", "null"));
        for (var id : new String[] {"0-6", "0-3", "0-2"}) {
            console.says("POST /api/dead-letters/" + id + "/replay", settled(id, "replayed"));
        }

        var said = slipway("dead-letters", "replay", "--service", "notifier", "--error", "no JSON");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).endsWith("2 of 2 replayed\n");
        assertThat(console.ordered).containsExactly("/api/dead-letters/0-2/replay", "/api/dead-letters/0-6/replay");
        assertThat(slipway("dead-letters", "replay", "--service", "notifier").out())
                .endsWith("3 of 3 replayed\n");
        assertThat(slipway("dead-letters", "replay", "--service", "sync-service")
                        .out())
                .isEqualTo("0 of 0 replayed\n");
    }

    @Test
    void oneThatCannotBeReplayedDoesNotKeepTheOthers() {
        there(letter("0-3", "notifier", "x", "null"), letter("0-2", "notifier", "x", "null"));
        console.says("POST /api/dead-letters/0-2/replay", 400, "{\"error\":\"was no fact\"}")
                .says("POST /api/dead-letters/0-3/replay", settled("0-3", "replayed"));

        var said = slipway("dead-letters", "replay", "--service", "notifier");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("0-3  replayed by li\n1 of 2 replayed\n");
        assertThat(said.err()).contains("0-2").contains("was no fact");
        console.says("POST /api/dead-letters/0-2/replay", 503, "{\"error\":\"the log does not take it\"}");
        assertThat(slipway("dead-letters", "replay", "--service", "notifier").exit())
                .isEqualTo(3);
    }

    @Test
    void aCorrectedValueArrivesAsItIs() throws IOException {
        console.says("POST /api/dead-letters/0-42/edit", settled("0-42", "edited"));
        var file = Files.writeString(home.resolve("value"), "{ \"登录\" : 1 }\n");

        assertThat(slipway("dead-letters", "edit", "0-42", file.toString()).out())
                .isEqualTo("0-42  edited by li\n");
        new Said.By(home).at(console).piping("{\"a\":2}").slipway("dead-letters", "edit", "0-42", "-");

        assertThat(console.ordered)
                .containsExactly(
                        "/api/dead-letters/0-42/edit { \"登录\" : 1 }\n", "/api/dead-letters/0-42/edit {\"a\":2}");
    }

    @Test
    void aValueThatIsNotThereIsNotSent() {
        var gone = slipway("dead-letters", "edit", "0-42", home.resolve("gone").toString());
        var empty = slipway("dead-letters", "edit", "0-42", "-");

        assertThat(gone.exit()).isEqualTo(2);
        assertThat(gone.err()).contains("gone cannot be read");
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).contains("1 to 8388608 bytes");
        assertThat(console.asked).isEmpty();
    }
}
