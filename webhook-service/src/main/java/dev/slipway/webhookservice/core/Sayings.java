package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.PushEvent.PipelineFinished;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.work.Outcome;
import dev.slipway.webhookservice.core.Ledger.Change;
import dev.slipway.webhookservice.core.Ledger.PipelineChange;
import dev.slipway.webhookservice.core.Ledger.RefChange;
import dev.slipway.webhookservice.core.Ledger.RequestChange;
import dev.slipway.webhookservice.core.Look.Word;
import dev.slipway.webhookservice.core.Told.Moved;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes as facts, each because of the hint that told it where one did, else of the last that told something. */
final class Sayings {
    private final List<Word> words;
    private final Outcome<Look> outcome;

    /** @param words in the order in which they came; at least one */
    Sayings(List<Word> words, Outcome<Look> outcome) {
        this.words = words;
        this.outcome = outcome;
    }

    void say(Change change, RepositoryRef repository) {
        var hint = words.stream().filter(word -> tells(word.told(), change)).findFirst();
        var moved = hint.map(Word::told).map(Told::moved).orElse(null);
        outcome.say(hint.orElse(words.getLast()).cause(), event(change, repository, moved));
    }

    private static boolean tells(Told told, Change change) {
        return switch (change) {
            case RefChange(var ref, var _, var after, var _, var _) ->
                after != null
                        && told.moved() != null
                        && ref.equals(told.moved().ref())
                        && after.value().equals(told.moved().after());
            case RequestChange(var request, var _) -> request.equals(told.request());
            case PipelineChange(var pipeline, var _) -> pipeline.equals(told.pipeline());
        };
    }

    private static PushEvent event(Change change, RepositoryRef repository, @Nullable Moved moved) {
        return switch (change) {
            case RefChange ref -> event(ref, repository, Optional.ofNullable(moved));
            case RequestChange(var request, var ordinal) -> new MergeRequestUpdated(repository, request, ordinal);
            case PipelineChange(var pipeline, var ordinal) -> new PipelineFinished(repository, pipeline, ordinal);
        };
    }

    private static PushEvent event(RefChange change, RepositoryRef repository, Optional<Moved> moved) {
        var pusher = moved.map(Moved::pusher).orElse(null);
        var branch = Refs.branch(change.ref());
        var before = change.before();
        var after = change.after();
        if (branch == null) {
            var tag = Objects.requireNonNull(Refs.tag(change.ref()));
            return after == null
                    ? new TagDeleted(repository, tag, Objects.requireNonNull(before), change.ordinal())
                    : new TagPushed(repository, tag, before, after, change.ordinal(), pusher);
        }
        return after == null
                ? new BranchDeleted(
                        repository, branch, Objects.requireNonNull(before), change.ordinal(), change.renamedTo())
                : new BranchPushed(
                        repository,
                        branch,
                        before,
                        after,
                        change.ordinal(),
                        pusher,
                        moved.map(Moved::options).orElse(null));
    }
}
