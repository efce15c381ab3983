package dev.slipway.buildservice.core;

import static dev.slipway.buildservice.core.BuildBed.IMAGE;
import static dev.slipway.buildservice.core.BuildBed.REF;
import static dev.slipway.buildservice.core.BuildBed.all;
import static dev.slipway.buildservice.core.BuildBed.build;
import static dev.slipway.buildservice.core.BuildBed.commit;
import static dev.slipway.buildservice.core.BuildBed.digest;
import static dev.slipway.buildservice.core.BuildBed.only;
import static dev.slipway.buildservice.core.BuildBed.tagOf;
import static dev.slipway.buildservice.core.BuildBed.waitingUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.buildservice.core.BuildWork.Sighting;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.service.work.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of pushes whose images others build. */
class AwaitingTest {
    private static final Application.Build EXTERNAL = new Application.Build("external", "Dockerfile", ".");
    private final BuildBed bed = new BuildBed();

    @Test
    void anImageIsWaitedForUntilTheRegistryHasIt() throws IOException {
        var row = bed.row(build(EXTERNAL, 7));

        var waiting = bed.act(row);
        assertThat(waiting.later())
                .singleElement()
                .satisfies(later -> assertThat(later.why()).contains("built elsewhere"));
        assertThat(bed.said).singleElement().isInstanceOf(BuildStarted.class);

        bed.registry.put(IMAGE + ":" + commit(7).abbreviated(), digest(7));
        assertThat(only(bed.act(row), ImageBuilt.class).image().digest()).isEqualTo(digest(7));
    }

    @Test
    void aSightingMakesItLookAtOnce() throws IOException {
        var waits = waitingUntil(bed.now.plusSeconds(300), bed.row(build(EXTERNAL, 7)));
        bed.registry.put(tagOf(7), digest(7));

        assertThat(bed.act(waits).facts()).isEmpty();
        assertThat(only(bed.act(waits, bed.row(sighting(7))), ImageBuilt.class).ordinal())
                .isEqualTo(new Ordinal(7));
    }

    @Test
    void aFailedPipelineOfGitLabIsTheBuildsFailureAndItsImageMayComeYet() throws IOException {
        var failed =
                only(bed.act(bed.row(build(EXTERNAL, 7)), bed.row(over(345, 7, Result.FAILED))), BuildFailed.class);
        assertThat(failed.failure().nextStep()).contains("https://git.example/pipelines/345");

        bed.registry.put(tagOf(7), digest(7));
        assertThat(only(bed.act(bed.row(sighting(7))), ImageBuilt.class).ordinal())
                .isEqualTo(new Ordinal(7));
        assertThat(bed.act(bed.row(sighting(7))).facts()).isEmpty();
    }

    @Test
    void aPipelineThatIsQuickerThanTheLookIsRemembered() throws IOException {
        var early = bed.row(over(345, 7, Result.FAILED));

        assertThat(bed.act(early).later()).hasSize(1);
        only(bed.act(early, bed.row(build(EXTERNAL, 7))), BuildFailed.class);
    }

    @Test
    void aPipelineThatRanForNothingOfOursIsForgottenInTheEnd() throws IOException {
        var foreign = bed.row(over(345, 7, Result.FAILED));

        assertThat(bed.act(foreign).later()).hasSize(1);
        bed.pass(Duration.ofMinutes(11));
        assertThat(bed.act(foreign).closed()).containsExactly(foreign);
    }

    @Test
    void aPipelineWhoseImageHasBeenFoundIsWaitedForByNobody() throws IOException {
        bed.registry.put(tagOf(7), digest(7));
        only(bed.act(bed.row(build(EXTERNAL, 7))), ImageBuilt.class);

        assertThat(bed.act(bed.row(over(345, 7, Result.SUCCEEDED))).closed()).hasSize(1);
    }

    @Test
    void aPipelineOfAnotherBranchOrOfATagIsNotTheBuilds() throws IOException {
        var build = bed.row(build(EXTERNAL, 7));
        var ofATag = bed.row(over(345, 7, Result.FAILED, "v1.0"));

        var outcome = bed.act(build, ofATag);

        assertThat(outcome.facts()).isEmpty();
        assertThat(outcome.closed()).isEmpty();
    }

    @Test
    void aPipelineThatWasCancelledOrSkippedMayBeFollowedByAnother() throws IOException {
        var build = bed.row(build(EXTERNAL, 7));

        for (var result : new Result[] {Result.CANCELLED, Result.SKIPPED}) {
            var over = bed.row(over(345, 7, result));
            var outcome = bed.act(build, over);
            assertThat(outcome.facts()).isEmpty();
            assertThat(outcome.closed()).containsExactly(over);
            assertThat(outcome.later())
                    .singleElement()
                    .satisfies(later -> assertThat(later.why()).contains("pipeline 345"));
        }
        only(bed.act(build, bed.row(over(346, 7, Result.FAILED))), BuildFailed.class);
    }

    @Test
    void ofSeveralPipelinesTheNewestCounts() throws IOException {
        var build = bed.row(build(EXTERNAL, 7));
        var failed = bed.row(over(345, 7, Result.FAILED));
        bed.pass(Duration.ofMinutes(1));

        assertThat(bed.act(build, failed, bed.row(over(346, 7, Result.SUCCEEDED)))
                        .facts())
                .isEmpty();
        assertThat(bed.act(build, failed, bed.row(over(345, 7, Result.SUCCEEDED)))
                        .facts())
                .as("run again")
                .isEmpty();
        only(bed.act(build, bed.row(over(344, 7, Result.SUCCEEDED)), failed), BuildFailed.class);
    }

    @Test
    void aPipelineCountsUntilItHasBeenLookedForTheImage() throws IOException {
        var build = bed.row(build(EXTERNAL, 7));
        var over = bed.row(over(345, 7, Result.FAILED));
        bed.registryIsDown = true;

        var away = bed.act(build, over);
        assertThat(away.closed()).isEmpty();
        assertThat(away.later())
                .hasSize(2)
                .allSatisfy(later -> assertThat(later.failed()).isTrue());

        bed.registryIsDown = false;
        assertThat(bed.act(waitingUntil(bed.now.plusSeconds(60), build), over).closed())
                .hasSize(2);
    }

    @Test
    void whoWaitsInVainIsToldAfterADay() throws IOException {
        assertThat(only(waitedInVain(7), BuildFailed.class).failure().nextStep())
                .contains("build.tag");
    }

    private Outcome<BuildWork> waitedInVain(long number) throws IOException {
        var row = bed.row(build(EXTERNAL, number));
        bed.pass(Duration.ofHours(25));
        return bed.act(row);
    }

    @Test
    void aPipelineThatEndsWellAfterThatMakesItLookAgain() throws IOException {
        waitedInVain(7);
        bed.registry.put(tagOf(7), digest(7));

        assertThat(bed.act(bed.row(over(345, 7, Result.SUCCEEDED, "v1.0"))).facts())
                .isEmpty();
        var outcome = bed.act(bed.row(over(345, 7, Result.SUCCEEDED)));

        assertThat(only(outcome, ImageBuilt.class).image().digest()).isEqualTo(digest(7));
        assertThat(outcome.closed()).hasSize(1);
    }

    @Test
    void soItIsWithABuildThatAPersonGaveUp() throws IOException {
        only(bed.giveUp(bed.row(build(EXTERNAL, 6))), BuildFailed.class);
        only(bed.giveUp(bed.row(build(EXTERNAL, 7))), BuildFailed.class);
        bed.registry.put(tagOf(6), digest(6));
        bed.registry.put(tagOf(7), digest(7));

        only(bed.act(bed.row(over(345, 7, Result.SUCCEEDED))), ImageBuilt.class);
        only(bed.act(bed.row(sighting(6))), ImageBuilt.class);
    }

    @Test
    void soItIsWithOneThatAnOlderVersionGaveUp() throws IOException {
        bed.kept("""
                {"built":{},"missed":[{
                  "ref":"hichat/server",
                  "application":{"name":"server","repository":"hichat","image":"registry.example/hichat",
                    "build":{"builder":"external","dockerfile":"Dockerfile","context":"."}},
                  "repository":{"name":"hichat","forge":"gitlab","path":"root/hichat","url":"https://git.example/h.git"},
                  "branch":"master","before":"%s","commit":"%s","ordinal":7}]}
                """.formatted(commit(0), commit(7)).getBytes(StandardCharsets.UTF_8));
        bed.registry.put(tagOf(7), digest(7));

        only(bed.act(bed.row(over(345, 7, Result.SUCCEEDED))), ImageBuilt.class);
        assertThat(bed.act(bed.row(sighting(7))).facts()).isEmpty();
    }

    @Test
    void theImageOfALatePipelineMayTakeAMoment() throws IOException {
        waitedInVain(7);
        var over = bed.row(over(345, 7, Result.SUCCEEDED));

        assertThat(bed.act(over).later())
                .singleElement()
                .satisfies(later -> assertThat(later.why()).contains("pipeline 345"));
        bed.registryIsDown = true;
        assertThat(bed.act(over).later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isTrue());
        bed.registryIsDown = false;
        bed.pass(Duration.ofMinutes(11));
        assertThat(bed.act(over).closed()).containsExactly(over);
    }

    @Test
    void aLateImageWhoseCommitIsGoneEndsAndHoldsUpNoOther() throws IOException {
        bed.giveUp(bed.row(build(EXTERNAL, 6)));
        bed.gone.add(commit(6));
        bed.registry.put(tagOf(8), digest(8));

        var outcome = bed.act(bed.row(sighting(6)), bed.row(build(EXTERNAL, 8)), bed.row(build(EXTERNAL, 9)));

        var failed = only(outcome, BuildFailed.class);
        assertThat(failed.ordinal()).isEqualTo(new Ordinal(6));
        assertThat(failed.failure().seen()).contains("there is no commit " + commit(6));
        assertThat(only(outcome, ImageBuilt.class).ordinal()).isEqualTo(new Ordinal(8));
        assertThat(outcome.later()).hasSize(1);
        assertThat(all(bed.act(bed.row(sighting(6))), BuildFailed.class))
                .as("said once")
                .isEmpty();
    }

    @Test
    void anOlderPushIsNotWaitedForOnceANewerHasItsImage() throws IOException {
        bed.registry.put(tagOf(8), digest(8));

        var outcome = bed.act(bed.row(build(EXTERNAL, 7)), bed.row(build(EXTERNAL, 8)));

        only(outcome, ImageBuilt.class);
        only(outcome, BuildSuperseded.class);
        assertThat(outcome.closed()).hasSize(2);
    }

    @Test
    void theTagOfAnExternalBuilderIsAsDeclared() throws IOException {
        var declared = new Application.Build("external", "Dockerfile", ".", null, "{branch}-{short}");
        bed.registry.put(IMAGE + ":feature-x-" + commit(7).abbreviated(), digest(7));

        only(bed.act(bed.row(build(declared, 7, "feature/x"))), ImageBuilt.class);
    }

    private static Sighting sighting(long number) {
        return new Sighting(REF, new ImageReference(IMAGE, commit(number).value(), digest(number)));
    }

    private static PipelineOver over(long pipeline, long number, Result result) {
        return over(pipeline, number, result, "master");
    }

    private static PipelineOver over(long pipeline, long number, Result result, String ref) {
        var url = "https://git.example/pipelines/" + pipeline;
        return new PipelineOver(REF, new Pipeline(pipeline, result, commit(number), ref, url, null));
    }
}
