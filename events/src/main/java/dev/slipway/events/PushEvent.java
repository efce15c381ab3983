package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import org.jspecify.annotations.Nullable;

/** What webhook-service says about the refs of a repository. */
public sealed interface PushEvent extends Event {

    RepositoryRef repository();

    String branch();

    Ordinal ordinal();

    @Override
    default String project() {
        return repository().project();
    }

    @Override
    default String subject() {
        return repository() + "/refs/heads/" + branch() + "@" + ordinal();
    }

    @Override
    default String topic() {
        return "push";
    }

    /** A branch has a new head. {@code pusher} is what a webhook said and may be absent; the rest is what the forge answered. */
    @WireName("dev.slipway.push.branch-pushed.v1")
    record BranchPushed(
            RepositoryRef repository,
            String branch,
            @Nullable CommitId before,
            CommitId after,
            Ordinal ordinal,
            @Nullable String pusher)
            implements PushEvent {}

    @WireName("dev.slipway.push.branch-deleted.v1")
    record BranchDeleted(RepositoryRef repository, String branch, CommitId before, Ordinal ordinal)
            implements PushEvent {}
}
