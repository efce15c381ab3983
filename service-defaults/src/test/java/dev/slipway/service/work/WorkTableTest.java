package dev.slipway.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.wire.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkTableTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String NOTE = Row.noteKey("a");
    private final RowCodec<String> codec = new RowCodec<>(String.class);
    private final WorkTable<String> table = new WorkTable<>(codec);

    @Test
    void theNextActBeginsWhenTheLastWordOfTheOneBeforeItHasBeenRead() {
        open("first");
        open("second");
        table.begin(NOON, 1);
        table.keep("a", Json.write("begun"));
        settle("done");

        table.read(NOTE, Json.write("begun"));
        assertThat(table.begin(NOON, 1)).isEmpty();

        table.read(NOTE, Json.write("done"));
        assertThat(table.begin(NOON, 1)).hasSize(1);
        assertThat(table.note("a", String.class)).hasValue("done");
    }

    @Test
    void whatWasKeptIsReadBeforeTheNextActAlsoWhereTheActKeptNothingMore() {
        open("first");
        table.begin(NOON, 1);
        table.keep("a", Json.write("begun"));
        table.settle("a", Outcome.none());
        table.release("a");

        assertThat(table.begin(NOON, 1)).isEmpty();
        table.read(NOTE, Json.write("begun"));

        assertThat(table.begin(NOON, 1)).hasSize(1);
        assertThat(table.note("a", String.class)).hasValue("begun");
    }

    @Test
    void whatWasKeptTwiceIsReadTwice() {
        open("first");
        table.begin(NOON, 1);
        table.keep("a", Json.write("begun"));
        table.keep("a", Json.write("halfway"));
        settle("done");

        table.read(NOTE, Json.write("begun"));
        table.read(NOTE, Json.write("halfway"));
        assertThat(table.begin(NOON, 1)).isEmpty();
        table.read(NOTE, Json.write("done"));

        assertThat(table.begin(NOON, 1)).hasSize(1);
        assertThat(table.note("a", String.class)).hasValue("done");
    }

    @Test
    void whatHasBeenKeptMayBeCompactedAwayBeforeItIsRead() {
        open("first");
        table.begin(NOON, 1);
        table.keep("a", Json.write("begun"));
        settle("done");

        table.read(NOTE, Json.write("done"));

        assertThat(table.begin(NOON, 1)).hasSize(1);
    }

    @Test
    void whatIsNotDueYetBeginsWhenItIsAndWhatComesMeanwhileAtOnce() {
        var waiting = row("a", "later").waiting(NOON.plusSeconds(60), "its turn");
        table.read(waiting.key(), codec.encode(waiting));
        assertThat(table.begin(NOON, 1)).isEmpty();
        assertThat(table.begin(NOON.plusSeconds(59), 1)).isEmpty();

        var now = row("b", "now");
        table.read(now.key(), codec.encode(now));

        assertThat(table.begin(NOON.plusSeconds(59), 1)).extracting("resource").containsExactly("b");
        assertThat(table.begin(NOON.plusSeconds(59), 1)).isEmpty();
        assertThat(table.begin(NOON.plusSeconds(60), 1)).extracting("resource").containsExactly("a");
    }

    private void settle(String note) {
        table.settle("a", Outcome.<String>none().keep(note));
        table.release("a");
    }

    private void open(String subject) {
        var row = row("a", subject);
        table.read(row.key(), codec.encode(row));
    }

    private static Row<String> row(String resource, String subject) {
        return Row.open(resource, subject, new Cause(new UUID(1, 1), null, null), subject, NOON);
    }
}
