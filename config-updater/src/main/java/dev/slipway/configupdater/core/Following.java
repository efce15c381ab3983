package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.util.List;

/**
 * Takes to a config branch what people change in the folder that it was made from. What comes of it is told as any commit of people is;
 * what does not go together with the branch is left to them.
 */
public final class Following {
    private static final int NAMED_MAX = 5;
    private final Source source;

    public Following(Source source) {
        this.source = source;
    }

    /** The folders that config branches are made from. */
    public interface Source {

        /**
         * Merges what changed there since it was last taken, with a commit for each folder. Where all is taken already, nothing happens.
         *
         * @throws PermanentFailure if the repository refuses us for good
         * @throws IOException if it may work later
         */
        List<Unmerged> take(Followed work) throws IOException;
    }

    /**
     * @param commit what was to be taken
     * @param files which stay as they are, since both sides have changed the same
     */
    public record Unmerged(String path, CommitId commit, List<String> files) {}

    void act(List<Row<ConfigWork>> rows, Outcome<ConfigWork> outcome) {
        for (var row : rows) {
            var work = (Followed) row.intent();
            try {
                source.take(work).forEach(unmerged -> say(row, work, unmerged, outcome));
                outcome.close(row);
            } catch (PermanentFailure _) {
                outcome.close(row); // the next release meets the same, and says so
            } catch (IOException e) {
                outcome.retry(row, String.valueOf(e.getMessage()));
            }
        }
    }

    private static void say(Row<ConfigWork> row, Followed work, Unmerged unmerged, Outcome<ConfigWork> outcome) {
        var named = unmerged.files().stream().limit(NAMED_MAX).toList();
        var more = unmerged.files().size() - named.size();
        var files = String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
        var failure = new Failure(
                Segment.CONFIG,
                "what " + work.from() + " changed in " + files + " does not go together with " + work.branch(),
                "merge it by hand: git diff " + work.branch() + "..." + unmerged.commit() + " -- "
                        + String.join(" ", named));
        work.places().stream()
                .filter(place -> place.path().equals(unmerged.path()))
                .map(Place::environment)
                .forEach(environment -> outcome.say(
                        row, new ChangesNotMerged(environment, work.from(), unmerged.commit(), named, failure)));
    }
}
