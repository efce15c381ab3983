package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.buildservice.core.BuildWork.Sighting;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builder {@code external}: somebody else builds, we wait for the image. Registries and pipelines tell when it is worth looking; without
 * them we look anyway, less and less often.
 */
final class Awaiting {
    private static final Duration LOOKS_FIRST = Duration.ofSeconds(10);
    private static final Duration LOOKS_LAST = Duration.ofMinutes(5);
    private static final Duration WAITS_MAX = Duration.ofHours(24);
    private static final Duration PIPELINE_REMEMBERED = Duration.ofMinutes(10);
    /** Here one pipeline is all that runs for a commit, so its failure is the build's. Elsewhere others may still run. */
    private static final Set<String> ONE_PIPELINE = Set.of("gitlab");

    private static final Comparator<Row<BuildWork>> NEWEST_FIRST = Comparator.comparing(
            row -> row.intent() instanceof Build build ? build.ordinal().value() : Long.MAX_VALUE,
            Comparator.reverseOrder());
    private final Sources sources;
    private final Images images;
    private final Skipping skipping;

    Awaiting(Sources sources, Images images, Skipping skipping) {
        this.sources = sources;
        this.images = images;
        this.skipping = skipping;
    }

    Outcome<BuildWork> act(List<Row<BuildWork>> rows, Stage<BuildWork> stage) throws IOException {
        var known = stage.note(Known.class).orElse(Known.nothing());
        var round = new Round(rows, stage, known);
        for (var row : rows.stream().sorted(NEWEST_FIRST).toList()) {
            switch (row.intent()) {
                case Build build -> round.build(row, build);
                case Sighting sighting -> round.sighting(row, sighting);
                case PipelineOver over -> round.over(row, over);
            }
        }
        return round.known.equals(known) ? round.outcome : round.outcome.keep(round.known);
    }

    private final class Round {
        private final Outcome<BuildWork> outcome = Outcome.none();
        private final List<Row<BuildWork>> rows;
        private final Stage<BuildWork> stage;
        private final Instant now;
        private final Map<String, Ordinal> found = new HashMap<>();
        private Known known;

        private Round(List<Row<BuildWork>> rows, Stage<BuildWork> stage, Known known) {
            this.rows = rows;
            this.stage = stage;
            this.known = known;
            now = stage.now();
        }

        private void build(Row<BuildWork> row, Build work) throws IOException {
            var newer = found.get(work.branch());
            if (newer != null) {
                outcome.say(row, new BuildSuperseded(work.ref(), work.branch(), work.commit(), work.ordinal(), newer))
                        .close(row);
                return;
            }
            var ended = pipelineOf(work);
            var told = ended.isPresent()
                    || rows.stream().anyMatch(r -> r.intent() instanceof Sighting seen && isOf(seen.image(), work));
            if (!row.due(now) && !told) {
                outcome.again(row, Duration.between(now, row.nextTry()), row.waitsFor());
                return;
            }
            try {
                look(row, work, ended);
            } catch (PermanentFailure e) {
                fail(row, work, e.failure());
            } catch (IOException | RuntimeException e) {
                outcome.retry(row, String.valueOf(e.getMessage()));
            }
        }

        private void look(Row<BuildWork> row, Build work, Optional<Pipeline> ended) throws IOException {
            var source = sources.find(work.repository(), work.branch(), work.commit());
            var skipped = skipping.reason(work, source.message(), known);
            if (skipped.isPresent()) {
                outcome.say(
                                row,
                                new BuildSkipped(
                                        work.ref(), work.branch(), work.commit(), work.ordinal(), skipped.get()))
                        .close(row);
                return;
            }
            if (row.nextTry().equals(row.since())) {
                stage.say(row, new BuildStarted(work.ref(), work.branch(), source.commit(), work.ordinal()));
            }
            var image = image(work);
            if (image.isPresent()) {
                outcome.say(row, Builder.built(sources, work, source.commit(), image.get()))
                        .close(row);
                known = known.built(work);
                found.put(work.branch(), work.ordinal());
            } else {
                waitOn(row, work, ended);
            }
        }

        private void waitOn(Row<BuildWork> row, Build work, Optional<Pipeline> ended) {
            var waited = Duration.between(row.since(), now);
            var failed = ended.filter(pipeline -> pipeline.result() != Pipeline.Result.SUCCEEDED);
            if (failed.isPresent() && ONE_PIPELINE.contains(work.repository().forge())) {
                fail(row, work, pipelineFailed(failed.get()));
            } else if (waited.compareTo(WAITS_MAX) > 0) {
                fail(row, work, neverCame(work));
            } else {
                var in = waited.dividedBy(4);
                outcome.again(
                        row,
                        in.compareTo(LOOKS_FIRST) < 0 ? LOOKS_FIRST : in.compareTo(LOOKS_LAST) > 0 ? LOOKS_LAST : in,
                        failed.map(p -> "the image, though pipeline " + p.number() + " has failed")
                                .orElse("image " + String.join(" or ", Tags.built(work))
                                        + ", which is built elsewhere"));
            }
        }

        private void fail(Row<BuildWork> row, Build work, Failure why) {
            outcome.say(row, new BuildFailed(work.ref(), work.branch(), work.commit(), work.ordinal(), why))
                    .close(row);
            known = known.missed(work);
        }

        /** Its build waits in a row beside it, or has been given up. */
        private void sighting(Row<BuildWork> row, Sighting sighting) throws IOException {
            for (var missed : known.missed()) {
                if (isOf(sighting.image(), missed)) {
                    outcome.say(row, Builder.built(sources, missed, sourceOf(missed), sighting.image()));
                    known = known.built(missed);
                }
            }
            outcome.close(row);
        }

        /** A pipeline may be quicker than the look that finds its push. */
        private void over(Row<BuildWork> row, PipelineOver over) {
            var isHeeded = rows.stream()
                    .anyMatch(r -> r.intent() instanceof Build work
                            && work.commit().equals(over.pipeline().commit()));
            var isOld = Duration.between(row.since(), now).compareTo(PIPELINE_REMEMBERED) > 0;
            if (isHeeded || isOld) {
                outcome.close(row);
            } else {
                outcome.again(row, PIPELINE_REMEMBERED, "the push that it ran for");
            }
        }

        private Optional<Pipeline> pipelineOf(Build work) {
            return rows.stream()
                    .map(row -> row.intent() instanceof PipelineOver over ? over.pipeline() : null)
                    .filter(pipeline -> pipeline != null && pipeline.commit().equals(work.commit()))
                    .findFirst();
        }
    }

    private Optional<ImageReference> image(Build work) throws IOException {
        var repository = work.application().image();
        for (var tag : Tags.built(work)) {
            var digest = images.find(repository, tag);
            if (digest.isPresent()) {
                return Optional.of(new ImageReference(repository, tag, digest.get()));
            }
        }
        return Optional.empty();
    }

    private SourceCommit sourceOf(Build work) throws IOException {
        return sources.find(work.repository(), work.branch(), work.commit()).commit();
    }

    private static boolean isOf(ImageReference image, Build work) {
        return Tags.built(work).contains(image.tag());
    }

    private static Failure pipelineFailed(Pipeline pipeline) {
        return new Failure(
                Segment.BUILD,
                "pipeline " + pipeline.number() + " of the forge has ended without an image: "
                        + pipeline.result().name().toLowerCase(Locale.ROOT),
                pipeline.url() == null ? "look at the pipeline, then run it again" : "look at " + pipeline.url());
    }

    private static Failure neverCame(Build work) {
        return new Failure(
                Segment.BUILD,
                "no image " + String.join(" or ", Tags.built(work)) + " came into "
                        + work.application().image() + " within " + WAITS_MAX.toHours() + " hours",
                "look at what builds it; if it uses other tags, say so in the application's build.tag");
    }
}
