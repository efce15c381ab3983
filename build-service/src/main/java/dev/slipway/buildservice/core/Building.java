package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builder {@code local}: one image at a time, of each branch the newest push that is to be built, the oldest branch first. */
final class Building {
    private final Sources sources;
    private final Images images;
    private final Workplace workplace;
    private final Skipping skipping;

    Building(Sources sources, Images images, Workplace workplace, Skipping skipping) {
        this.sources = sources;
        this.images = images;
        this.workplace = workplace;
        this.skipping = skipping;
    }

    Known act(List<Row<BuildWork>> rows, Stage<BuildWork> stage, Known known, Outcome<BuildWork> outcome) {
        var now = stage.now();
        var branches = branches(rows);
        // One that failed in passing waits for its time, and holds up no other branch.
        var next =
                branches.stream().filter(branch -> branch.getFirst().due(now)).findFirst();
        branches.stream()
                .filter(branch -> !branch.equals(next.orElse(null)))
                .forEach(branch -> later(branch, now, outcome));
        return next.isPresent() ? build(next.get(), stage, known, outcome) : known;
    }

    /** Each with its newest push first. */
    private static List<List<Row<BuildWork>>> branches(List<Row<BuildWork>> rows) {
        var newestFirst = Comparator.<Row<BuildWork>, Build>comparing(
                Building::work, Comparator.comparing(Build::ordinal, Comparator.reverseOrder()));
        return rows.stream()
                .sorted(newestFirst)
                .collect(Collectors.groupingBy(row -> work(row).branch()))
                .values()
                .stream()
                .sorted(Comparator.comparing(branch -> work(branch.getFirst()).ordinal()))
                .toList();
    }

    private static Build work(Row<BuildWork> row) {
        return (Build) row.intent();
    }

    private static void later(List<Row<BuildWork>> branch, Instant now, Outcome<BuildWork> outcome) {
        var newest = branch.getFirst();
        for (var row : branch) {
            if (newest.due(now)) {
                outcome.again(row, Duration.ZERO, "the build before it");
            } else {
                var waitsFor = row.equals(newest) ? row.waitsFor() : "the newer push of its branch";
                outcome.again(row, Duration.between(now, newest.nextTry()), waitsFor);
            }
        }
    }

    /** Only a push that is to be built supersedes those before it. */
    private Known build(List<Row<BuildWork>> branch, Stage<BuildWork> stage, Known before, Outcome<BuildWork> outcome) {
        var known = before;
        var taken = Optional.<Build>empty();
        for (var row : branch) {
            var work = work(row);
            if (taken.isPresent()) {
                outcome.say(row, work.supersededBy(taken.get().ordinal())).close(row);
                continue;
            }
            try {
                var found = sources.find(work.repository(), work.branch(), work.commit());
                var asked = Skipping.asked(found);
                if (asked.isPresent()) {
                    outcome.say(row, work.skipped(asked.get())).close(row);
                } else {
                    taken = Optional.of(work);
                    known = build(row, found.commit(), stage, known, outcome);
                }
            } catch (PermanentFailure e) {
                taken = Optional.of(work);
                outcome.say(row, work.failed(e.failure())).close(row);
            } catch (IOException | RuntimeException e) {
                outcome.retry(row, String.valueOf(e.getMessage()));
                if (taken.isEmpty()) {
                    break; // whether it is to be built is not known yet
                }
            }
        }
        return known;
    }

    private Known build(
            Row<BuildWork> row, SourceCommit source, Stage<BuildWork> stage, Known known, Outcome<BuildWork> outcome)
            throws IOException {
        var work = work(row);
        var unconcerned = skipping.unconcerned(work, known);
        if (unconcerned.isPresent()) {
            outcome.say(row, work.skipped(unconcerned.get())).close(row);
            return known;
        }
        stage.say(row, work.started(source));
        var digest = buildOnce(work, source);
        moveTags(work, digest, known);
        var image = new ImageReference(work.application().image(), tag(work), digest);
        outcome.say(row, built(sources, work, source, image)).close(row);
        return known.built(work);
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

    /** The branch's tag and {@code latest} mean the newest image: they never go back, whatever is built again. */
    private void moveTags(Build work, String digest, Known known) throws IOException {
        var image = work.application().image();
        if (known.isNewestOfItsBranch(work)) {
            images.tag(image, digest, Tags.ofBranch(work.branch()));
        }
        if (known.isNewest(work)) {
            images.tag(image, digest, "latest");
        }
    }

    private static String tag(Build work) {
        return work.commit().value();
    }
}
