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
import java.util.Map;
import java.util.stream.Collectors;

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
         * @param known by folder, what it held there when it was last merged
         * @throws PermanentFailure if the repository refuses us for good
         * @throws IOException if it may work later
         */
        Taken take(Followed work, Map<String, String> known) throws IOException;
    }

    /**
     * @param folders what each holds in the branch that it is made from
     * @param unmerged what of them stays
     */
    public record Taken(Map<String, String> folders, List<Unmerged> unmerged) {
        public static final Taken NOTHING = new Taken(Map.of(), List.of());
    }

    /**
     * @param commit what was to be taken
     * @param files which stay as they are, since both sides have changed the same
     */
    public record Unmerged(String path, CommitId commit, List<String> files) {}

    /** What comes of it is added to what the writer has done already: whatever happens here takes nothing of that back. */
    Said act(List<Row<ConfigWork>> rows, Said before, Outcome<ConfigWork> outcome) {
        var said = before;
        for (var row : rows) {
            var work = (Followed) row.intent();
            try {
                var taken = source.take(work, said.followed(work));
                taken.unmerged().forEach(unmerged -> say(row, work, unmerged, outcome));
                said = said.following(work, taken.folders());
                outcome.close(row);
            } catch (PermanentFailure e) {
                outcome.close(row).and(giveUp(row, e.failure()));
            } catch (IOException | RuntimeException e) {
                outcome.retry(row, String.valueOf(e.getMessage()));
            }
        }
        return said;
    }

    /** What is left out now comes with the next push to that branch. */
    static Outcome<ConfigWork> giveUp(Row<ConfigWork> row, Failure why) {
        var work = (Followed) row.intent();
        return UnreadChanges.say(row, work.places(), work.from(), work.after(), why);
    }

    private static void say(Row<ConfigWork> row, Followed work, Unmerged unmerged, Outcome<ConfigWork> outcome) {
        var named = unmerged.files().stream().limit(NAMED_MAX).toList();
        var more = unmerged.files().size() - named.size();
        var files = String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
        var failure = new Failure(
                Segment.CONFIG,
                "what " + work.from() + " changed in " + files + " does not go together with " + work.branch(),
                "merge it by hand: git diff origin/" + work.branch() + " " + unmerged.commit() + " -- "
                        + named.stream().map(Following::quoted).collect(Collectors.joining(" ")));
        work.places().stream()
                .filter(place -> place.path().equals(unmerged.path()))
                .map(Place::environment)
                .forEach(environment -> outcome.say(
                        row, new ChangesNotMerged(environment, work.from(), unmerged.commit(), named, failure)));
    }

    /** As a shell takes it, whatever is in it. */
    private static String quoted(String file) {
        return file.matches("[A-Za-z0-9._/-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
