package dev.slipway.buildservice.core;

import static dev.slipway.buildservice.core.BuildBed.IMAGE;
import static dev.slipway.buildservice.core.BuildBed.build;
import static dev.slipway.buildservice.core.BuildBed.commit;
import static dev.slipway.buildservice.core.BuildBed.digest;
import static dev.slipway.buildservice.core.BuildBed.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.Ordinal;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of tags when instances die, or come back, while they move. */
class TagMovesTest {
    private static final Application.Build LOCAL = new Application.Build("local", "Dockerfile", ".");
    private final BuildBed bed = new BuildBed();

    @Test
    void aPushThatTagsMeanAlreadyIsToldWhateverCameAfterIt() throws IOException {
        bed.lose(bed.row(build(LOCAL, 7)));
        bed.broken.add(commit(8));

        var first = bed.act(bed.row(build(LOCAL, 7)), bed.row(build(LOCAL, 8)));
        var second = bed.act(bed.row(build(LOCAL, 8)));

        assertThat(only(first, ImageBuilt.class).ordinal()).isEqualTo(new Ordinal(7));
        assertThat(only(second, BuildFailed.class).ordinal()).isEqualTo(new Ordinal(8));
        only(bed.act(bed.row(build(LOCAL, 6))), ImageBuilt.class);
        assertThat(bed.registry)
                .containsEntry(IMAGE + ":master", digest(7))
                .containsEntry(IMAGE + ":latest", digest(7));
    }

    @Test
    void aNewerPushIsToldAtOnceAndItsTagsWaitUntilNobodyCanMoveThemBack() throws IOException {
        bed.lose(bed.row(build(LOCAL, 7)));
        only(bed.act(bed.row(build(LOCAL, 7))), ImageBuilt.class);
        var newer = bed.row(build(LOCAL, 8, "feature/x"));

        var waits = bed.act(newer);

        only(waits, ImageBuilt.class);
        assertThat(waits.later()).singleElement().satisfies(later -> {
            assertThat(later.delay()).hasMinutes(3);
            assertThat(later.failed()).isFalse();
        });
        assertThat(bed.registry).containsEntry(IMAGE + ":latest", digest(7));
        bed.pass(waits.later().getFirst().delay());
        var tagged = bed.act(newer);
        assertThat(tagged.facts()).as("it was told").isEmpty();
        assertThat(tagged.closed()).containsExactly(newer);
        assertThat(bed.registry).containsEntry(IMAGE + ":latest", digest(8));
    }

    @Test
    void aPushThatWasToldAndWaitsForItsTagsIsNeitherSupersededNorFailed() throws IOException {
        bed.lose(bed.row(build(LOCAL, 7)));
        only(bed.act(bed.row(build(LOCAL, 7))), ImageBuilt.class);
        only(bed.act(bed.row(build(LOCAL, 8))), ImageBuilt.class);

        bed.broken.add(commit(9));
        bed.pass(Duration.ofMinutes(3));
        assertThat(bed.act(bed.row(build(LOCAL, 8)), bed.row(build(LOCAL, 9))).facts())
                .isEmpty();
        assertThat(bed.registry)
                .containsEntry(IMAGE + ":latest", digest(8))
                .containsEntry(IMAGE + ":master", digest(8));
        assertThat(only(bed.act(bed.row(build(LOCAL, 9))), BuildFailed.class).ordinal())
                .isEqualTo(new Ordinal(9));
    }

    @Test
    void aRegistryThatRefusesHoldsUpTheRefusedAlone() throws IOException {
        bed.tagsAreRefused = true;
        assertThat(bed.act(bed.row(build(LOCAL, 7))).later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isTrue());
        bed.tagsAreRefused = false;

        only(bed.act(bed.row(build(LOCAL, 8, "feature/x"))), ImageBuilt.class);
        only(bed.act(bed.row(build(LOCAL, 7))), ImageBuilt.class);

        assertThat(bed.registry)
                .containsEntry(IMAGE + ":master", digest(7))
                .containsEntry(IMAGE + ":feature-x", digest(8))
                .containsEntry(IMAGE + ":latest", digest(8));
        only(bed.act(bed.row(build(LOCAL, 9))), ImageBuilt.class);
    }

    @Test
    void whoWakesUpTooLateMovesNothing() throws IOException {
        bed.keepingTakes = Duration.ofSeconds(61);

        var outcome = bed.act(bed.row(build(LOCAL, 7)));

        assertThat(outcome.later()).hasSize(1);
        assertThat(bed.registry).doesNotContainKey(IMAGE + ":master");
    }
}
