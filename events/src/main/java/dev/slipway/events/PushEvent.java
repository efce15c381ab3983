package dev.slipway.events;

import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What webhook-service says about repositories and about images that others built. */
public sealed interface PushEvent extends Event {

    /** Which change it was of all that were seen in the repository; it grows with each, whatever the ref. */
    Ordinal ordinal();

    @Override
    default String topic() {
        return "push";
    }

    /** What happened in a Git repository. */
    sealed interface RepositoryEvent extends PushEvent {
        RepositoryRef repository();

        /** What of the repository it is about, as in {@code refs/heads/main} or {@code requests/7}. */
        String what();

        @Override
        default String project() {
            return repository().project();
        }

        @Override
        default String subject() {
            return repository() + "/" + what() + "@" + ordinal();
        }
    }

    /**
     * A branch has a new head.
     *
     * @param pusher what a webhook said; it may be absent, the rest is what the forge answered
     * @param options what the pusher asked for ({@code ci.skip}), where a webhook said it
     */
    @WireName("dev.slipway.push.branch-pushed.v1")
    record BranchPushed(
            RepositoryRef repository,
            String branch,
            @Nullable CommitId before,
            CommitId after,
            Ordinal ordinal,
            @Nullable String pusher,
            @Nullable List<String> options)
            implements RepositoryEvent {
        private static final int OPTIONS_MAX = 20;

        public BranchPushed {
            options = options == null || options.isEmpty()
                    ? null
                    : List.copyOf(options.subList(0, Math.min(OPTIONS_MAX, options.size())));
        }

        public BranchPushed(
                RepositoryRef repository,
                String branch,
                @Nullable CommitId before,
                CommitId after,
                Ordinal ordinal,
                @Nullable String pusher) {
            this(repository, branch, before, after, ordinal, pusher, null);
        }

        @Override
        public String what() {
            return "refs/heads/" + branch;
        }

        public boolean asksFor(String option) {
            return options != null && options.contains(option);
        }
    }

    /** @param renamedTo a branch that appeared with the same head in the same moment */
    @WireName("dev.slipway.push.branch-deleted.v1")
    record BranchDeleted(
            RepositoryRef repository,
            String branch,
            CommitId before,
            Ordinal ordinal,
            @Nullable String renamedTo) implements RepositoryEvent {

        @Override
        public String what() {
            return "refs/heads/" + branch;
        }
    }

    /** A tag is new or names another commit; of an annotated tag, the commit behind it. */
    @WireName("dev.slipway.push.tag-pushed.v1")
    record TagPushed(
            RepositoryRef repository,
            String tag,
            @Nullable CommitId before,
            CommitId after,
            Ordinal ordinal,
            @Nullable String pusher)
            implements RepositoryEvent {

        @Override
        public String what() {
            return "refs/tags/" + tag;
        }
    }

    @WireName("dev.slipway.push.tag-deleted.v1")
    record TagDeleted(RepositoryRef repository, String tag, CommitId before, Ordinal ordinal)
            implements RepositoryEvent {

        @Override
        public String what() {
            return "refs/tags/" + tag;
        }
    }

    /** What the forge told of a merge or pull request; nobody else can be asked. */
    @WireName("dev.slipway.push.merge-request-updated.v1")
    record MergeRequestUpdated(RepositoryRef repository, MergeRequest request, Ordinal ordinal)
            implements RepositoryEvent {

        @Override
        public String what() {
            return "requests/" + request.number();
        }
    }

    /** What the forge told of a pipeline that has ended. */
    @WireName("dev.slipway.push.pipeline-finished.v1")
    record PipelineFinished(RepositoryRef repository, Pipeline pipeline, Ordinal ordinal) implements RepositoryEvent {

        @Override
        public String what() {
            return "pipelines/" + pipeline.number();
        }
    }

    /** The registry has an image of an application under this tag, whoever pushed it. */
    @WireName("dev.slipway.push.image-seen.v1")
    record ImageSeen(ApplicationRef application, ImageReference image, Ordinal ordinal) implements PushEvent {

        @Override
        public String project() {
            return application.project();
        }

        @Override
        public String subject() {
            return application + "/images@" + ordinal;
        }
    }

    /** @param updated when the forge says that it changed last, where it says so */
    record MergeRequest(
            long number,
            State state,
            String title,
            String source,
            String target,
            @Nullable CommitId head,
            @Nullable String author,
            @Nullable String url,
            @Nullable Instant updated) {
        private static final int TEXT_MAX = 300;

        public enum State {
            OPEN,
            MERGED,
            CLOSED
        }

        public MergeRequest {
            title = title.length() > TEXT_MAX ? title.substring(0, TEXT_MAX) : title;
        }
    }

    /** @param ref the branch or tag that it ran for */
    record Pipeline(
            long number,
            Result result,
            CommitId commit,
            String ref,
            @Nullable String url,
            @Nullable Instant finished) {

        public enum Result {
            SUCCEEDED,
            FAILED,
            CANCELLED,
            SKIPPED
        }
    }
}
