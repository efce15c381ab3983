package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds one image of an application at a time: the newest push of each branch, the oldest branch first. */
public final class Builder implements Actor<BuildWork> {
    private static final Duration AT_ONCE = Duration.ZERO;
    private final Sources sources;
    private final Images images;
    private final Workplace workplace;
    private final Skipping skipping;
    private final Awaiting awaiting;

    public Builder(Sources sources, Images images, Workplace workplace) {
        this.sources = sources;
        this.images = images;
        this.workplace = workplace;
        skipping = new Skipping(sources);
        awaiting = new Awaiting(sources, images, skipping);
    }

    @Override
    public Segment segment() {
        return Segment.BUILD;
    }

    @Override
    public Outcome<BuildWork> act(String application, List<Row<BuildWork>> rows, Stage<BuildWork> stage)
            throws IOException {
        var here = rows.stream().filter(Builder::isBuiltHere).toList();
        var elsewhere = rows.stream().filter(row -> !isBuiltHere(row)).toList();
        var outcome = here.isEmpty() ? Outcome.<BuildWork>none() : actHere(here, stage);
        return elsewhere.isEmpty() ? outcome : outcome.and(awaiting.act(elsewhere, stage));
    }

    private static boolean isBuiltHere(Row<BuildWork> row) {
        return row.intent() instanceof Build build
                && !build.application().build().builtElsewhere();
    }

    private Outcome<BuildWork> actHere(List<Row<BuildWork>> rows, Stage<BuildWork> stage) throws IOException {
        var outcome = Outcome.<BuildWork>none();
        var newest = newestOfEachBranch(rows);
        rows.stream().filter(row -> !newest.contains(row)).forEach(row -> supersede(row, newest, outcome));
        var now = stage.now();
        // One that failed in passing waits for its time, and holds up no other branch.
        var next = newest.stream().filter(row -> row.due(now)).findFirst();
        newest.stream()
                .filter(row -> row.due(now) && !row.equals(next.orElse(null)))
                .forEach(row -> outcome.again(row, AT_ONCE, "the build before it"));
        newest.stream()
                .filter(row -> !row.due(now))
                .forEach(row -> outcome.again(row, Duration.between(now, row.nextTry()), row.waitsFor()));
        if (next.isPresent()) {
            outcome.and(build(next.get(), stage));
        }
        return outcome;
    }

    @Override
    public Outcome<BuildWork> giveUp(Row<BuildWork> row, Failure why, Stage<BuildWork> stage) {
        return switch (row.intent()) {
            case Build work ->
                Outcome.<BuildWork>none()
                        .say(row, new BuildFailed(work.ref(), work.branch(), work.commit(), work.ordinal(), why));
            case BuildWork.Sighting _, BuildWork.PipelineOver _ -> Outcome.none();
        };
    }

    private Outcome<BuildWork> build(Row<BuildWork> row, Stage<BuildWork> stage) throws IOException {
        var work = (Build) row.intent();
        var known = stage.note(Known.class).orElse(Known.nothing());
        try {
            var found = sources.find(work.repository(), work.branch(), work.commit());
            var skipped = skipping.reason(work, found.message(), known);
            if (skipped.isPresent()) {
                return Outcome.<BuildWork>none()
                        .say(
                                row,
                                new BuildSkipped(
                                        work.ref(), work.branch(), work.commit(), work.ordinal(), skipped.get()))
                        .close(row);
            }
            stage.say(row, new BuildStarted(work.ref(), work.branch(), found.commit(), work.ordinal()));
            var digest = buildOnce(work, found.commit());
            moveTags(work, digest, stage);
            var image = new ImageReference(work.application().image(), tag(work), digest);
            return Outcome.<BuildWork>none()
                    .say(row, built(sources, work, found.commit(), image))
                    .keep(known.built(work))
                    .close(row);
        } catch (PermanentFailure e) {
            return giveUp(row, e.failure(), stage).close(row);
        } catch (IOException | RuntimeException e) {
            return Outcome.<BuildWork>none().retry(row, String.valueOf(e.getMessage()));
        }
    }

    static ImageBuilt built(Sources sources, Build work, SourceCommit source, ImageReference image) throws IOException {
        var before = work.before();
        var contained =
                before == null ? Optional.<Boolean>empty() : sources.contains(work.repository(), work.commit(), before);
        return new ImageBuilt(
                work.ref(),
                work.branch(),
                source,
                work.ordinal(),
                image,
                contained.map(all -> !all).orElse(null));
    }

    private String buildOnce(Build work, SourceCommit commit) throws IOException {
        var there = images.find(work.application().image(), tag(work));
        if (there.isPresent()) {
            return there.get();
        }
        try (var folder = workplace.make()) {
            sources.export(work.repository(), work.commit(), folder.path());
            return images.build(work.application(), commit, folder.path(), tag(work));
        }
    }

    /** The branch's tag and {@code latest} mean the newest build; where a newer push waits already, its build will move them. */
    private void moveTags(Build work, String digest, Stage<BuildWork> stage) throws IOException {
        var newer = stage.newer().stream()
                .map(Row::intent)
                .filter(Build.class::isInstance)
                .map(Build.class::cast)
                .filter(w -> w.ordinal().isAfter(work.ordinal()))
                .toList();
        var image = work.application().image();
        if (newer.stream().noneMatch(w -> w.branch().equals(work.branch()))) {
            images.tag(image, digest, Tags.ofBranch(work.branch()));
        }
        if (newer.isEmpty()) {
            images.tag(image, digest, "latest");
        }
    }

    static void supersede(Row<BuildWork> row, List<Row<BuildWork>> newest, Outcome<BuildWork> outcome) {
        var work = (Build) row.intent();
        var by = newest.stream()
                .map(each -> (Build) each.intent())
                .filter(w -> w.branch().equals(work.branch()))
                .findFirst()
                .orElseThrow();
        outcome.say(row, new BuildSuperseded(work.ref(), work.branch(), work.commit(), work.ordinal(), by.ordinal()))
                .close(row);
    }

    private static List<Row<BuildWork>> newestOfEachBranch(List<Row<BuildWork>> rows) {
        Stream<Row<BuildWork>> newest = rows.stream()
                .collect(Collectors.toMap(row -> ((Build) row.intent()).branch(), row -> row, Builder::later))
                .values()
                .stream();
        return newest.sorted(Comparator.comparing(row -> ((Build) row.intent()).ordinal()))
                .toList();
    }

    private static Row<BuildWork> later(Row<BuildWork> one, Row<BuildWork> other) {
        return ((Build) other.intent()).ordinal().isAfter(((Build) one.intent()).ordinal()) ? other : one;
    }

    private static String tag(Build work) {
        return work.commit().value();
    }
}
