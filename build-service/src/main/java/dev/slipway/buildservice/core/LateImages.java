package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.values.ImageReference;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds that were given up, and whose image comes after all. One whose commit is gone meanwhile ends with the reason, and holds up no
 * other.
 */
final class LateImages {
    private static final Duration LOOKED_FOR = Duration.ofMinutes(10);
    private final Sources sources;
    private final Images images;

    LateImages(Sources sources, Images images) {
        this.sources = sources;
        this.images = images;
    }

    /** @param failed why not all of them could be looked for, if so */
    private record Looked(Known known, @Nullable String failed) {}

    private interface Finding {
        Optional<ImageReference> of(Build missed) throws IOException;
    }

    /** Somebody has put the image into the registry. */
    Known seen(Row<BuildWork> row, ImageReference image, Known known, Outcome<BuildWork> outcome) {
        var looked = look(row, known, missed -> Tags.isOf(image, missed), _ -> Optional.of(image), outcome);
        if (looked.failed() == null) {
            outcome.close(row);
        } else {
            outcome.retry(row, looked.failed());
        }
        return looked.known();
    }

    /** A pipeline of theirs has ended; where it did so well, the image is there or about to come. */
    Known over(Row<BuildWork> row, Pipeline pipeline, Instant now, Known known, Outcome<BuildWork> outcome) {
        if (pipeline.result() != Result.SUCCEEDED) {
            outcome.close(row);
            return known;
        }
        if (!row.due(now)) {
            outcome.again(row, Duration.between(now, row.nextTry()), row.waitsFor());
            return known;
        }
        var looked = look(
                row,
                known,
                missed -> Pipelines.isOf(pipeline, missed),
                missed -> images.find(missed.application().image(), Tags.built(missed)),
                outcome);
        var waited = Duration.between(row.since(), now);
        if (looked.failed() != null) {
            outcome.retry(row, looked.failed());
        } else if (waited.compareTo(LOOKED_FOR) < 0 && isMissed(pipeline, looked.known())) {
            outcome.again(row, Awaiting.pause(waited), "the image, though " + Pipelines.ended(pipeline));
        } else {
            outcome.close(row);
        }
        return looked.known();
    }

    static boolean isMissed(Pipeline pipeline, Known known) {
        return known.missed().stream().anyMatch(missed -> Pipelines.isOf(pipeline, missed));
    }

    private Looked look(
            Row<BuildWork> row, Known before, Predicate<Build> which, Finding image, Outcome<BuildWork> outcome) {
        var known = before;
        String failed = null;
        for (var missed : before.missed().stream().filter(which).toList()) {
            try {
                var found = image.of(missed);
                if (found.isPresent()) {
                    var source = sources.find(missed.repository(), missed.branch(), missed.commit());
                    outcome.say(row, Building.built(sources, missed, source.commit(), found.get()));
                    known = known.built(missed);
                }
            } catch (PermanentFailure e) {
                outcome.say(row, missed.failed(e.failure()));
                known = known.ended(missed);
            } catch (IOException | RuntimeException e) {
                failed = String.valueOf(e.getMessage());
            }
        }
        return new Looked(known, failed);
    }
}
