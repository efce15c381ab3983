package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.util.List;

/** What people changed and nobody could read: they are told, since nothing else would. */
final class UnreadChanges {
    private static final String AGAIN = "; then push to %s once more, or have it read again:"
            + " slipway replay --service config-updater --delivery ID";

    private UnreadChanges() {}

    static Outcome<ConfigWork> say(
            Row<ConfigWork> row, List<Place> places, String branch, CommitId commit, Failure why) {
        var failure = new Failure(
                why.segment(),
                "what was pushed to " + branch + " cannot be read: " + why.seen(),
                why.nextStep() + AGAIN.formatted(branch));
        var outcome = Outcome.<ConfigWork>none();
        places.stream()
                .map(Place::environment)
                .distinct()
                .forEach(environment ->
                        outcome.say(row, new ChangesNotMerged(environment, branch, commit, List.of(), failure)));
        return outcome;
    }
}
