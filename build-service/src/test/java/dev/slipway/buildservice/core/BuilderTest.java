package dev.slipway.buildservice.core;

import static dev.slipway.buildservice.core.BuildBed.IMAGE;
import static dev.slipway.buildservice.core.BuildBed.all;
import static dev.slipway.buildservice.core.BuildBed.build;
import static dev.slipway.buildservice.core.BuildBed.commit;
import static dev.slipway.buildservice.core.BuildBed.digest;
import static dev.slipway.buildservice.core.BuildBed.only;
import static dev.slipway.buildservice.core.BuildBed.tagOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.Ordinal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of pushes whose images are built here. */
class BuilderTest {
    private static final Application.Build LOCAL = new Application.Build("local", "Dockerfile", ".");
    private static final Application.Build WITH_PATHS =
            new Application.Build("local", "Dockerfile", ".", List.of("server/**", "!**/*.md"), null);
    private final BuildBed bed = new BuildBed();

    @Test
    void changesAreCountedFromTheLastImageNotFromThePush() throws IOException {
        bed.changed.add("server/Main.java");
        only(bed.act(bed.row(build(WITH_PATHS, 1))), ImageBuilt.class);

        bed.changed.clear();
        bed.changed.addAll(List.of("docs/index.html", "server/README.md"));
        assertThat(only(bed.act(bed.row(build(WITH_PATHS, 2))), BuildSkipped.class)
                        .reason())
                .contains("none of the 2 files changed since " + commit(1).abbreviated());

        bed.changed.add("server/Main.java");
        only(bed.act(bed.row(build(WITH_PATHS, 3))), ImageBuilt.class);
    }

    @Test
    void aPushThatLeavesCommitsOutSaysSo() throws IOException {
        assertThat(only(bed.act(bed.row(build(WITH_PATHS, 1))), ImageBuilt.class)
                        .forced())
                .isFalse();
        bed.rewritten = true;
        bed.changed.add("server/Main.java");
        assertThat(only(bed.act(bed.row(build(WITH_PATHS, 2))), ImageBuilt.class)
                        .forced())
                .isTrue();
    }

    @Test
    void ofABranchsPushesTheNewestAloneIsBuilt() throws IOException {
        var outcome =
                bed.act(bed.row(build(LOCAL, 7)), bed.row(build(LOCAL, 8)), bed.row(build(LOCAL, 9, "feature/x")));

        assertThat(only(outcome, ImageBuilt.class).ordinal()).isEqualTo(new Ordinal(8));
        assertThat(only(outcome, BuildSuperseded.class).by()).isEqualTo(new Ordinal(8));
        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.why()).isEqualTo("the build before it"));
    }

    @Test
    void aPushThatAsksForNoBuildSupersedesNone() throws IOException {
        bed.messages.put(commit(8), "docs [skip ci]");

        var outcome = bed.act(bed.row(build(LOCAL, 6)), bed.row(build(LOCAL, 7)), bed.row(build(LOCAL, 8)));

        assertThat(only(outcome, ImageBuilt.class).ordinal()).isEqualTo(new Ordinal(7));
        assertThat(only(outcome, BuildSkipped.class).ordinal()).isEqualTo(new Ordinal(8));
        assertThat(only(outcome, BuildSuperseded.class).by()).isEqualTo(new Ordinal(7));
        assertThat(outcome.closed()).hasSize(3);
    }

    @Test
    void aPushThatBringsNothingNewStandsForThoseBeforeIt() throws IOException {
        bed.changed.add("server/Main.java");
        only(bed.act(bed.row(build(WITH_PATHS, 1))), ImageBuilt.class);
        bed.changed.clear();

        var outcome = bed.act(bed.row(build(WITH_PATHS, 2)), bed.row(build(WITH_PATHS, 3)));

        assertThat(only(outcome, BuildSkipped.class).ordinal()).isEqualTo(new Ordinal(3));
        assertThat(only(outcome, BuildSuperseded.class).ordinal()).isEqualTo(new Ordinal(2));
    }

    @Test
    void oneThatCannotBeReadEndsAndHoldsUpNoOtherBranch() throws IOException {
        bed.gone.add(commit(8));

        var outcome =
                bed.act(bed.row(build(LOCAL, 7)), bed.row(build(LOCAL, 8)), bed.row(build(LOCAL, 9, "feature/x")));

        assertThat(only(outcome, BuildFailed.class).ordinal()).isEqualTo(new Ordinal(8));
        only(outcome, BuildSuperseded.class);
        assertThat(outcome.later()).hasSize(1);
    }

    @Test
    void aBranchWhoseNewestPushMustWaitHoldsUpNoOther() throws IOException {
        var waits = BuildBed.waitingUntil(bed.now.plusSeconds(60), bed.row(build(LOCAL, 8)));

        var outcome = bed.act(bed.row(build(LOCAL, 7)), waits, bed.row(build(LOCAL, 9, "feature/x")));

        assertThat(only(outcome, ImageBuilt.class).branch()).isEqualTo("feature/x");
        assertThat(outcome.later())
                .hasSize(2)
                .allSatisfy(later -> assertThat(later.delay()).hasSeconds(60));
        assertThat(all(outcome, BuildSuperseded.class)).isEmpty();
    }

    @Test
    void anOldPushThatIsReplayedMovesNoTagBack() throws IOException {
        bed.act(bed.row(build(LOCAL, 7)));
        bed.act(bed.row(build(LOCAL, 8)));
        bed.act(bed.row(build(LOCAL, 9, "feature/x")));

        only(bed.act(bed.row(build(LOCAL, 7))), ImageBuilt.class);

        assertThat(bed.registry)
                .containsEntry(IMAGE + ":master", digest(8))
                .containsEntry(IMAGE + ":feature-x", digest(9))
                .containsEntry(IMAGE + ":latest", digest(9))
                .containsEntry(tagOf(7), digest(7));
    }

    @Test
    void laterChangesAreCountedFromTheNewestImageAlsoAfterAReplay() throws IOException {
        bed.changed.add("server/Main.java");
        bed.act(bed.row(build(WITH_PATHS, 7)));
        bed.act(bed.row(build(WITH_PATHS, 8)));
        bed.act(bed.row(build(WITH_PATHS, 7)));

        bed.changed.clear();
        assertThat(only(bed.act(bed.row(build(WITH_PATHS, 9))), BuildSkipped.class)
                        .reason())
                .contains("since " + commit(8).abbreviated());
    }

    @Test
    void whatAnOlderVersionKeptIsUnderstood() throws IOException {
        bed.kept("""
                {"built":{"feature/x":"%s","master":"%s"},"missed":[]}""".formatted(commit(5), commit(7)).getBytes(StandardCharsets.UTF_8));

        assertThat(only(bed.act(bed.row(build(WITH_PATHS, 8))), BuildSkipped.class)
                        .reason())
                .contains("since " + commit(7).abbreviated());
        only(bed.act(bed.row(build(LOCAL, 9))), ImageBuilt.class);
        assertThat(bed.registry).containsEntry(IMAGE + ":master", digest(9));
    }
}
