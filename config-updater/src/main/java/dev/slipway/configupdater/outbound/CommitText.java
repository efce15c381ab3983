package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.release.Wording;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.configupdater.core.Why.Pinned;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.CommitMessage;
import dev.slipway.git.Trailer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What our commits say: to people in the subject, to programs in the trailers. {@code [skip ci]} keeps pipelines still. */
final class CommitText {
    static final String RELEASE = "Slipway-Release";
    static final String TAKEN = "Slipway-Taken";
    static final String FROM = "Slipway-From";
    static final String LINE = "Slipway-Line";

    private CommitText() {}

    static Person slipway() {
        return CommitDraft.SLIPWAY;
    }

    /** What the release's trailer says. */
    static String valueOf(ConfigChange change) {
        return change.release().id().toString();
    }

    /** What tells the commits of one line from those of others. */
    static Trailer line(Release release) {
        return new Trailer(LINE, release.environment() + "/" + release.application());
    }

    static CommitDraft release(ConfigChange change, Instant at, CommitDraft.Change edit) {
        var source = change.release().source();
        var trailers = trailers(change);
        var from = change.why().from();
        if (!from.isEmpty()) {
            trailers.add(new Trailer("Slipway-Promoted-From", String.join(", ", from)));
        }
        var words = words(change);
        return new CommitDraft(
                change.why() instanceof Deployed ? CommitDraft.SLIPWAY : source.author(),
                at,
                new CommitMessage(words.subject(), words.body(), trailers),
                edit);
    }

    /** That the line is held, and up to where, is told by the commit too. */
    static CommitDraft back(ConfigChange change, TurnedBack back, Instant at, CommitDraft.Change edit) {
        var trailers = trailers(change);
        trailers.add(new Trailer("Slipway-Rollback", back.to().toString()));
        trailers.add(new Trailer("Slipway-Hold", back.hold().toString()));
        var message = new CommitMessage(words(change).subject(), back.reason(), trailers);
        return new CommitDraft(CommitDraft.SLIPWAY, at, message, edit);
    }

    private static Wording words(ConfigChange change) {
        var why = change.why();
        return new Wording(
                change.config(),
                change.release(),
                change.settings(),
                why instanceof Deployed deployed ? deployed.message() : null,
                why instanceof Pinned pinned && pinned.gone());
    }

    private static List<Trailer> trailers(ConfigChange change) {
        var release = change.release();
        var trailers = new ArrayList<>(List.of(
                new Trailer(RELEASE, valueOf(change)),
                line(release),
                new Trailer(
                        "Slipway-Image", Objects.requireNonNull(release.image()).toString()),
                new Trailer("Slipway-Ordinal", release.rank().toString())));
        if (change.delivery() != null) {
            trailers.add(new Trailer("Slipway-Delivery", change.delivery().toString()));
        }
        var by = change.why().by();
        if (by != null) {
            trailers.add(new Trailer("Slipway-By", by));
        }
        return trailers;
    }

    /** Theirs, whoever they were: we only carry it over. */
    static CommitDraft taken(CommitInfo source, String from, String path, Instant at, CommitDraft.Change merge) {
        var message = new CommitMessage(
                "Take %s from %s: %s [skip ci]"
                        .formatted(
                                path,
                                from,
                                source.subject().replace("[skip ci]", "").strip()),
                "",
                List.of(new Trailer(TAKEN, path), new Trailer(FROM, source.id().value())));
        return new CommitDraft(source.author(), at, message, merge);
    }

    /** Whether Slipway committed it, and nobody carried it over or wrote it anew. */
    static boolean isBySlipway(CommitInfo commit) {
        return commit.committer().equals(slipway());
    }

    /** Whether a commit is of our making. What we carry over from another branch is people's. */
    static boolean isOurs(CommitInfo commit) {
        var isCarriedOver =
                commit.trailer(TAKEN).isPresent() && !commit.author().equals(slipway());
        return commit.trailer(RELEASE).isPresent() || (isBySlipway(commit) && !isCarriedOver);
    }

    static CommitDraft status(List<String> environments, Instant at, CommitDraft.Change files) {
        var isOne = environments.size() == 1;
        var whose = isOne ? environments.getFirst() : environments.size() + " environments";
        var body = isOne ? "" : String.join("\n", environments);
        var message = new CommitMessage("Status of " + whose + " [skip ci]", body, List.of());
        return new CommitDraft(CommitDraft.SLIPWAY, at, message, files);
    }

    static CommitDraft creation(ConfigChange change, CommitId from, Instant at, CommitDraft.Change folder) {
        var config = change.config();
        var subject = "Create %s from %s's %s [skip ci]".formatted(config.branch(), config.createFrom(), config.path());
        var taken = new Trailer(TAKEN, config.path());
        return new CommitDraft(
                CommitDraft.SLIPWAY, at, new CommitMessage(subject, taken, new Trailer(FROM, from.value())), folder);
    }
}
