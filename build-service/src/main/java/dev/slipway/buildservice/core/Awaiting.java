package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.buildservice.core.BuildWork.Sighting;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Segment;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Builder {@code external}: somebody else builds, we wait for the image. Registries and pipelines tell when it is worth looking; without
 * them we look anyway, less and less often.
 */
final class Awaiting {
    private static final Duration LOOKS_FIRST = Duration.ofSeconds(10);
    private static final Duration LOOKS_LAST = Duration.ofMinutes(5);
    private static final Duration WAITS_MAX = Duration.ofHours(24);
    private static final Duration PIPELINE_REMEMBERED = Duration.ofMinutes(10);
    private final Sources sources;
    private final Images images;
    private final Skipping skipping;
    private final LateImages late;

    Awaiting(Sources sources, Images images, Skipping skipping) {
        this.sources = sources;
        this.images = images;
        this.skipping = skipping;
        late = new LateImages(sources, images);
    }

    Known act(List<Row<BuildWork>> rows, Stage<BuildWork> stage, Known known, Outcome<BuildWork> outcome) {
        var round = new Round(rows, stage, known, outcome);
        rows.stream()
                .filter(row -> row.intent() instanceof Build)
                .sorted(Comparator.comparing(row -> ((Build) row.intent()).ordinal(), Comparator.reverseOrder()))
                .forEach(row -> round.build(row, (Build) row.intent()));
        for (var row : rows) {
            switch (row.intent()) {
                case Sighting(var _, var image) -> round.known = late.seen(row, image, round.known, outcome);
                case PipelineOver(var _, var pipeline) -> round.over(row, pipeline);
                case Build _ -> {}
            }
        }
        return round.known;
    }

    /** How long until the next look. */
    static Duration pause(Duration waited) {
        var in = waited.dividedBy(4);
        return in.compareTo(LOOKS_FIRST) < 0 ? LOOKS_FIRST : in.compareTo(LOOKS_LAST) > 0 ? LOOKS_LAST : in;
    }

    private final class Round {
        private final List<Row<BuildWork>> rows;
        private final Stage<BuildWork> stage;
        private final Outcome<BuildWork> outcome;
        private final Instant now;
        private final Map<String, Ordinal> found = new HashMap<>();
        /** Builds that could not be looked for, and why. */
        private final Map<Build, String> unseen = new HashMap<>();

        private Known known;

        private Round(List<Row<BuildWork>> rows, Stage<BuildWork> stage, Known known, Outcome<BuildWork> outcome) {
            this.rows = rows;
            this.stage = stage;
            this.known = known;
            this.outcome = outcome;
            now = stage.now();
        }

        private void build(Row<BuildWork> row, Build work) {
            var newer = found.get(work.branch());
            if (newer != null) {
                outcome.say(row, work.supersededBy(newer)).close(row);
                return;
            }
            var ended = Pipelines.newest(rows, work);
            var told = ended.isPresent()
                    || rows.stream()
                            .anyMatch(r -> r.intent() instanceof Sighting seen && Tags.isOf(seen.image(), work));
            if (!row.due(now) && !told) {
                outcome.again(row, Duration.between(now, row.nextTry()), row.waitsFor());
                return;
            }
            try {
                look(row, work, ended);
            } catch (PermanentFailure e) {
                fail(row, work, e.failure());
            } catch (IOException | RuntimeException e) {
                unseen.put(work, String.valueOf(e.getMessage()));
                outcome.retry(row, String.valueOf(e.getMessage()));
            }
        }

        private void look(Row<BuildWork> row, Build work, Optional<Pipeline> ended) throws IOException {
            var source = sources.find(work.repository(), work.branch(), work.commit());
            var asked = Skipping.asked(source);
            var skipped = asked.isPresent() ? asked : skipping.unconcerned(work, known);
            if (skipped.isPresent()) {
                outcome.say(row, work.skipped(skipped.get())).close(row);
                return;
            }
            if (row.nextTry().equals(row.since())) {
                stage.say(row, work.started(source.commit()));
            }
            var image = images.find(work.application().image(), Tags.built(work));
            if (image.isPresent()) {
                outcome.say(row, Building.built(sources, work, source.commit(), image.get()))
                        .close(row);
                known = known.built(work);
                found.put(work.branch(), work.ordinal());
            } else {
                waitOn(row, work, ended);
            }
        }

        private void waitOn(Row<BuildWork> row, Build work, Optional<Pipeline> ended) {
            var waited = Duration.between(row.since(), now);
            var failure = ended.flatMap(pipeline -> Pipelines.failure(pipeline, work));
            if (failure.isPresent()) {
                fail(row, work, failure.get());
            } else if (waited.compareTo(WAITS_MAX) > 0) {
                fail(row, work, neverCame(work));
            } else {
                outcome.again(
                        row,
                        pause(waited),
                        ended.filter(pipeline -> pipeline.result() != Result.SUCCEEDED)
                                .map(pipeline -> "the image, though " + Pipelines.ended(pipeline))
                                .orElse("image " + String.join(" or ", Tags.built(work))
                                        + ", which is built elsewhere"));
            }
        }

        private void fail(Row<BuildWork> row, Build work, Failure why) {
            outcome.say(row, work.failed(why)).close(row);
            known = known.missed(work);
        }

        /** A pipeline may be quicker than the look that finds its push, and later than our patience with its image. */
        private void over(Row<BuildWork> row, Pipeline pipeline) {
            var builds = rows.stream()
                    .map(Row::intent)
                    .filter(intent -> intent instanceof Build work && Pipelines.isOf(pipeline, work))
                    .toList();
            var failed =
                    builds.stream().map(unseen::get).filter(Objects::nonNull).findFirst();
            var isOld = Duration.between(row.since(), now).compareTo(PIPELINE_REMEMBERED) > 0;
            if (failed.isPresent()) {
                outcome.retry(row, failed.get());
            } else if (!builds.isEmpty()) {
                outcome.close(row);
            } else if (LateImages.isMissed(pipeline, known)) {
                known = late.over(row, pipeline, now, known, outcome);
            } else if (isOld
                    || known.lastBuilt(pipeline.ref())
                            .filter(pipeline.commit()::equals)
                            .isPresent()) {
                outcome.close(row);
            } else {
                outcome.again(row, PIPELINE_REMEMBERED, "the push that it ran for");
            }
        }
    }

    private static Failure neverCame(Build work) {
        return new Failure(
                Segment.BUILD,
                "no image " + String.join(" or ", Tags.built(work)) + " came into "
                        + work.application().image() + " within " + WAITS_MAX.toHours() + " hours",
                "look at what builds it; if it uses other tags, say so in the application's build.tag");
    }
}
