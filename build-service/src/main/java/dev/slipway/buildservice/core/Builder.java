package dev.slipway.buildservice.core;

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds one image of an application at a time: the newest push of each branch, the oldest branch first. */
public final class Builder implements Actor<BuildWork> {
    private static final Pattern SKIP =
            Pattern.compile("\\[(ci[ _-]skip|skip[ _-]ci|no[ _-]ci)]", Pattern.CASE_INSENSITIVE);
    private static final Duration AT_ONCE = Duration.ZERO;
    private final Sources sources;
    private final Images images;
    private final Workplace workplace;

    public Builder(Sources sources, Images images, Workplace workplace) {
        this.sources = sources;
        this.images = images;
        this.workplace = workplace;
    }

    @Override
    public Segment segment() {
        return Segment.BUILD;
    }

    @Override
    public Outcome<BuildWork> act(String application, List<Row<BuildWork>> rows, Stage<BuildWork> stage)
            throws IOException {
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
        var work = row.intent();
        return Outcome.<BuildWork>none()
                .say(row, new BuildFailed(work.ref(), work.branch(), work.commit(), work.ordinal(), why));
    }

    private Outcome<BuildWork> build(Row<BuildWork> row, Stage<BuildWork> stage) throws IOException {
        var work = row.intent();
        try {
            var found = sources.find(work.repository(), work.branch(), work.commit());
            if (SKIP.matcher(found.message()).find()) {
                var why = "the commit's message asks for no build";
                return Outcome.<BuildWork>none()
                        .say(row, new BuildSkipped(work.ref(), work.branch(), work.commit(), work.ordinal(), why))
                        .close(row);
            }
            stage.say(row, new BuildStarted(work.ref(), work.branch(), found.commit(), work.ordinal()));
            var digest = buildOnce(work, found.commit());
            moveTags(work, digest, stage);
            var image = new ImageReference(work.application().image(), tag(work), digest);
            return Outcome.<BuildWork>none()
                    .say(row, new ImageBuilt(work.ref(), work.branch(), found.commit(), work.ordinal(), image))
                    .close(row);
        } catch (PermanentFailure e) {
            return giveUp(row, e.failure(), stage).close(row);
        } catch (IOException | RuntimeException e) {
            return Outcome.<BuildWork>none().retry(row, String.valueOf(e.getMessage()));
        }
    }

    private String buildOnce(BuildWork work, SourceCommit commit) throws IOException {
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
    private void moveTags(BuildWork work, String digest, Stage<BuildWork> stage) throws IOException {
        var newer = stage.newer().stream()
                .map(Row::intent)
                .filter(w -> w.ordinal().isAfter(work.ordinal()))
                .toList();
        var image = work.application().image();
        if (newer.stream().noneMatch(w -> w.branch().equals(work.branch()))) {
            images.tag(image, digest, branchTag(work.branch()));
        }
        if (newer.isEmpty()) {
            images.tag(image, digest, "latest");
        }
    }

    private static void supersede(Row<BuildWork> row, List<Row<BuildWork>> newest, Outcome<BuildWork> outcome) {
        var work = row.intent();
        var by = newest.stream()
                .map(Row::intent)
                .filter(w -> w.branch().equals(work.branch()))
                .findFirst()
                .orElseThrow();
        outcome.say(row, new BuildSuperseded(work.ref(), work.branch(), work.commit(), work.ordinal(), by.ordinal()))
                .close(row);
    }

    private static List<Row<BuildWork>> newestOfEachBranch(List<Row<BuildWork>> rows) {
        Stream<Row<BuildWork>> newest = rows.stream()
                .collect(Collectors.toMap(row -> row.intent().branch(), row -> row, Builder::later))
                .values()
                .stream();
        return newest.sorted(Comparator.comparing(row -> row.intent().ordinal()))
                .toList();
    }

    private static Row<BuildWork> later(Row<BuildWork> one, Row<BuildWork> other) {
        return other.intent().ordinal().isAfter(one.intent().ordinal()) ? other : one;
    }

    private static String tag(BuildWork work) {
        return work.commit().value();
    }

    /** A branch's name as a tag may have it. */
    static String branchTag(String branch) {
        var tag = branch.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.-]+", "");
        return tag.isEmpty() ? "branch" : tag.substring(0, Math.min(tag.length(), 128));
    }
}
