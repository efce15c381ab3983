package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.ImageEvent;
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
        var branches = branches(rows, known);
        // One that failed in passing waits for its time, and holds up no other branch.
        var next =
                branches.stream().filter(branch -> branch.getFirst().due(now)).findFirst();
        branches.stream()
                .filter(branch -> !branch.equals(next.orElse(null)))
                .forEach(branch -> later(branch, now, outcome));
        if (next.isEmpty()) {
            return known;
        }
        var round = new Round(stage, known, outcome);
        round.build(next.get());
        return round.known;
    }

    /**
     * Each with its newest push first. One whose tags are being moved, or wait, is brought to its end by itself: no push without an image
     * supersedes it.
     */
    private static List<List<Row<BuildWork>>> branches(List<Row<BuildWork>> rows, Known known) {
        var newestFirst = Comparator.<Row<BuildWork>, Build>comparing(
                Building::work, Comparator.comparing(Build::ordinal, Comparator.reverseOrder()));
        return rows.stream()
                .sorted(newestFirst)
                .collect(Collectors.groupingBy(row -> new Together(work(row).branch(), known.isBeingTagged(work(row)))))
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

    private static String tag(Build work) {
        return work.commit().value();
    }

    private record Together(String branch, boolean isBeingTagged) {}

    private final class Round {
        private final Stage<BuildWork> stage;
        private final Known before;
        private final Outcome<BuildWork> outcome;
        private Known known;

        private Round(Stage<BuildWork> stage, Known before, Outcome<BuildWork> outcome) {
            this.stage = stage;
            this.before = before;
            this.outcome = outcome;
            known = before;
        }

        /** Only a push that is to be built supersedes those before it. */
        private void build(List<Row<BuildWork>> branch) {
            var taken = Optional.<Build>empty();
            for (var row : branch) {
                var work = work(row);
                if (taken.isPresent()) {
                    var newer = taken.get().ordinal();
                    end(row, work, work.supersededBy(newer));
                    continue;
                }
                try {
                    var found = sources.find(work.repository(), work.branch(), work.commit());
                    var asked = Skipping.asked(found);
                    if (asked.isPresent()) {
                        end(row, work, work.skipped(asked.get()));
                    } else {
                        taken = Optional.of(work);
                        build(row, work, found.commit());
                    }
                } catch (PermanentFailure e) {
                    taken = Optional.of(work);
                    end(row, work, work.failed(e.failure()));
                } catch (IOException | RuntimeException e) {
                    outcome.retry(row, String.valueOf(e.getMessage()));
                    if (taken.isEmpty()) {
                        break; // whether it is to be built is not known yet
                    }
                }
            }
        }

        /** Where its image has been told already, nothing else is. */
        private void end(Row<BuildWork> row, Build work, ImageEvent said) {
            outcome.close(row);
            if (!known.isUntagged(work)) {
                outcome.say(row, said);
            }
            known = known.tagged(work);
        }

        private void build(Row<BuildWork> row, Build work, SourceCommit source) throws IOException {
            var isTold = known.isUntagged(work);
            var unconcerned = isTold ? Optional.<String>empty() : skipping.unconcerned(work, known);
            if (unconcerned.isPresent()) {
                end(row, work, work.skipped(unconcerned.get()));
                return;
            }
            if (!isTold) {
                stage.say(row, work.started(source));
            }
            var digest = buildOnce(work, source);
            var image = built(
                    sources, work, source, new ImageReference(work.application().image(), tag(work), digest));
            var unsettled = isToBeTagged(work) ? known.moves().unsettledFor(work, stage.now()) : Duration.ZERO;
            if (unsettled.isPositive()) {
                if (!isTold) {
                    outcome.say(row, image);
                }
                outcome.again(row, unsettled, "tags that an instance which is gone may still be moving");
                known = known.built(work).untagged(work);
                return;
            }
            if (isToBeTagged(work)) {
                moveTags(work, digest);
            }
            end(row, work, image);
            known = known.built(work).with(known.moves().ended(work, before.moves()));
        }

        private boolean isToBeTagged(Build work) {
            return known.isNewestOfItsBranch(work) || known.isNewest(work);
        }

        /** The branch's tag and {@code latest} mean the newest image: they never go back, whatever is built again. */
        private void moveTags(Build work, String digest) throws IOException {
            var since = stage.now();
            known = known.moving(work, since);
            stage.keep(known);
            outcome.keep(known);
            try {
                if (known.isNewestOfItsBranch(work)) {
                    move(work, digest, Tags.ofBranch(work.branch()), since);
                }
                if (known.isNewest(work)) {
                    move(work, digest, "latest", since);
                }
            } finally {
                known = known.with(known.moves().answered(work, before.moves()));
            }
        }

        private void move(Build work, String digest, String tag, Instant since) throws IOException {
            if (since.plus(TagMoves.BEGIN_MAX).isBefore(stage.now())) {
                throw new IOException("the tags took too long to move; another instance may have gone on");
            }
            images.tag(work.application().image(), digest, tag);
        }
    }
}
