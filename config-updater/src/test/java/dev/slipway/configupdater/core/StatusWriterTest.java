package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.StatusWriter.Tried;
import dev.slipway.events.Cause;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatusWriterTest {
    private final WrittenStatus status = new WrittenStatus();
    private final StatusWriter writer = new StatusWriter(status);

    @Test
    void allThatWaitsIsOnePushWithTheNewestOfEach() {
        var rows = List.of(row("prod", 3), row("dev", 1), row("prod", 2));

        var outcome = writer.act(rows, new NoStage());

        assertThat(status.pushes).containsExactly(List.of(file("dev", 1), file("prod", 3)));
        assertThat(outcome.later()).isEmpty();
        assertThat(outcome.closed()).hasSize(4).containsAll(rows);
        assertThat(outcome.note()).isEqualTo(new Tried(Samples.NOON));
    }

    @Test
    void theNextPushWaitsAndWhatWaitsIsOneRow() {
        var rows = List.of(row("prod", 3), row("prod", 4));
        var before = new NoStage(new Tried(Samples.NOON.minusSeconds(4)));

        var outcome = writer.act(rows, before);

        assertThat(status.pushes).isEmpty();
        assertThat(outcome.closed()).containsExactlyElementsOf(rows);
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.delay()).isEqualTo(Duration.ofSeconds(6));
            assertThat(later.failed()).isFalse();
            assertThat(((StatusWork) later.row().intent()).files()).containsExactly(file("prod", 4));
        });
    }

    @Test
    void afterThePauseItIsWritten() {
        writer.act(List.of(row("prod", 3)), new NoStage(new Tried(Samples.NOON.minus(StatusWriter.PAUSE))));

        assertThat(status.pushes).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsTriedAgainWithAllThatWaits() {
        status.away = new IOException("no route to host");

        var outcome = writer.act(List.of(row("prod", 3), row("dev", 1)), new NoStage());

        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isTrue();
            assertThat(later.why()).isEqualTo("no route to host");
            assertThat(((StatusWork) later.row().intent()).files()).hasSize(2);
        });
    }

    /** What an older declaration asked for is not written over what a newer one did. */
    @Test
    void nobodyWritesWithAnothersCredentialsNorWhatIsOlder() {
        var rows = List.of(row("prod", 3, "new"), row("prod", 2, "old"), row("dev", 1, "old"));

        var outcome = writer.act(rows, new NoStage());

        assertThat(status.pushes).containsExactlyInAnyOrder(List.of(file("prod", 3)), List.of(file("dev", 1)));
        assertThat(outcome.later()).isEmpty();
    }

    @Test
    void whatIsGivenUpIsSaid() {
        var why = new Failure(Segment.GIT, "declined", "let us push");

        Outcome<ConfigWork> outcome = writer.giveUp((StatusWork) row("prod", 1).intent(), why);

        assertThat(status.left).containsExactly(why);
        assertThat(outcome.facts()).isEmpty();
    }

    @Test
    void aRowComesBackAsItWasWritten() {
        var codec = new RowCodec<>(ConfigWork.class);

        assertThat(codec.decode(codec.encode(row("prod", 3)))).isEqualTo(row("prod", 3));
    }

    private static StatusFile file(String environment, long number) {
        return new StatusFile(
                new EnvironmentRef("hichat", environment), number, environment + ".yaml", "number " + number);
    }

    private static Row<ConfigWork> row(String environment, long number) {
        return row(environment, number, "git-bot");
    }

    private static Row<ConfigWork> row(String environment, long number, String credentials) {
        var repository =
                new Repository("hichat", "gitlab", "root/hichat", "https://git.example/a.git", credentials, null);
        var work = new StatusWork(repository, "slipway-status", List.of(file(environment, number)));
        return Row.open(work.resource(), environment, new Cause(new UUID(1, number), null, null), work, Samples.NOON);
    }
}
