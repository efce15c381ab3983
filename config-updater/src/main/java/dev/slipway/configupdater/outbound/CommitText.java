package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.Person;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitMessage;
import dev.slipway.git.Trailer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What our commits say: to people in the subject, to programs in the trailers. {@code [skip ci]} keeps pipelines still. */
final class CommitText {
    static final String RELEASE = "Slipway-Release";

    private CommitText() {}

    static Person slipway() {
        return CommitDraft.SLIPWAY;
    }

    /** What the release's trailer says. */
    static String valueOf(ConfigChange change) {
        return change.release().id().toString();
    }

    static CommitDraft release(ConfigChange change, Instant at, CommitDraft.Change edit) {
        var release = change.release();
        var trailers = new ArrayList<>(List.of(
                new Trailer(RELEASE, valueOf(change)),
                new Trailer(
                        "Slipway-Image", Objects.requireNonNull(release.image()).toString()),
                new Trailer("Slipway-Ordinal", release.ordinal().toString())));
        if (change.delivery() != null) {
            trailers.add(new Trailer("Slipway-Delivery", change.delivery().toString()));
        }
        var subject = "Release %s %s to %s [skip ci]"
                .formatted(
                        release.application(),
                        release.source().id().abbreviated(),
                        release.environment().name());
        var message = new CommitMessage(subject, release.source().subject(), trailers);
        return new CommitDraft(release.source().author(), at, message, edit);
    }

    static CommitDraft creation(ConfigChange change, Instant at, CommitDraft.Change folder) {
        var config = change.config();
        var subject = "Create %s from %s's %s [skip ci]".formatted(config.branch(), config.createFrom(), config.path());
        return new CommitDraft(CommitDraft.SLIPWAY, at, new CommitMessage(subject), folder);
    }
}
