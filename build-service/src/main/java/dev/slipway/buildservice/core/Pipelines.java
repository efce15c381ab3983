package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the ends of a forge's pipelines mean for a build that is waited for. */
final class Pipelines {
    /** Here one pipeline is all that runs for a commit, so its failure is the build's. Elsewhere others may still run. */
    private static final Set<String> ONE_PIPELINE = Set.of("gitlab");

    private Pipelines() {}

    /** A commit may be on several branches, and under a tag: each has pipelines of its own. */
    static boolean isOf(Pipeline pipeline, Build work) {
        return pipeline.commit().equals(work.commit()) && pipeline.ref().equals(work.branch());
    }

    /** Of several, the newest; of a pipeline that ran again, the end that was told last. */
    static Optional<Pipeline> newest(List<Row<BuildWork>> rows, Build work) {
        return rows.stream()
                .filter(row -> row.intent() instanceof PipelineOver over && isOf(over.pipeline(), work))
                .max(Comparator.<Row<BuildWork>>comparingLong(row -> of(row).number())
                        .thenComparing(Row::since))
                .map(Pipelines::of);
    }

    private static Pipeline of(Row<BuildWork> row) {
        return ((PipelineOver) row.intent()).pipeline();
    }

    /** Why there will be no image. One that was cancelled or skipped says nothing: another may follow. */
    static Optional<Failure> failure(Pipeline pipeline, Build work) {
        return pipeline.result() == Pipeline.Result.FAILED
                        && ONE_PIPELINE.contains(work.repository().forge())
                ? Optional.of(new Failure(
                        Segment.BUILD,
                        "pipeline " + pipeline.number() + " of the forge has ended without an image: failed",
                        pipeline.url() == null
                                ? "look at the pipeline, then run it again"
                                : "look at " + pipeline.url()))
                : Optional.empty();
    }

    static String ended(Pipeline pipeline) {
        return "pipeline " + pipeline.number() + " has ended: "
                + pipeline.result().name().toLowerCase(Locale.ROOT);
    }
}
