package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What config-updater says about releases, up to the commit in the config branch, and about their lines. */
public sealed interface ConfigEvent extends Event {

    @Override
    default String topic() {
        return "config";
    }

    /** About one release. */
    sealed interface ReleaseEvent extends ConfigEvent {
        Release release();

        @Override
        default String project() {
            return release().environment().project();
        }

        @Override
        default String subject() {
            return release().environment() + "/" + release().application() + "@"
                    + release().rank();
        }
    }

    /** About all releases of an application in an environment. */
    sealed interface LineEvent extends ConfigEvent {
        EnvironmentRef environment();

        String application();

        @Override
        default String project() {
            return environment().project();
        }

        @Override
        default String subject() {
            return environment() + "/" + application();
        }
    }

    /** @param by who asked for it; absent where it comes by itself */
    @WireName("dev.slipway.config.release-requested.v1")
    record ReleaseRequested(Release release, @Nullable String by) implements ReleaseEvent {

        public ReleaseRequested(Release release) {
            this(release, null);
        }
    }

    /** It waits until its line is free: nothing is written yet. */
    @WireName("dev.slipway.config.release-held.v1")
    record ReleaseHeld(Release release, String why, String nextStep) implements ReleaseEvent {}

    /**
     * A later rank of the same line came first; nothing is done for this one any more.
     *
     * @param lost what a person set with it, and the later one does not bring; absent where there is no such thing
     */
    @WireName("dev.slipway.config.release-superseded.v1")
    record ReleaseSuperseded(
            Release release,
            Ordinal by,
            @Nullable Integer turn,
            @Nullable Failure lost) implements ReleaseEvent {

        public ReleaseSuperseded(Release release, Ordinal by) {
            this(release, by, null, null);
        }

        public static ReleaseSuperseded by(Rank later, Release release) {
            return by(later, release, null);
        }

        public static ReleaseSuperseded by(Rank later, Release release, @Nullable Failure lost) {
            return new ReleaseSuperseded(release, later.ordinal(), later.turn() == 0 ? null : later.turn(), lost);
        }

        /** The rank that came first. */
        public Rank later() {
            return new Rank(by, turn == null ? 0 : turn);
        }
    }

    /**
     * It stands on a branch of its own and waits for people to merge it.
     *
     * @param branch where its commit is, ours alone
     * @param target the config branch that it is to be merged into
     * @param url the merge request, for people
     */
    @WireName("dev.slipway.config.proposed.v1")
    record ConfigProposed(Release release, String branch, String target, String url, CommitId commit)
            implements ReleaseEvent {}

    /**
     * It is in the config branch.
     *
     * @param content the hash of what the path holds since then
     * @param head where the branch stood by the time that this was found, if that is later: the content is that of then
     * @param before the hash of what the path held until then, where it was looked at: others may have committed meanwhile
     */
    @WireName("dev.slipway.config.updated.v1")
    record ConfigUpdated(
            Release release,
            String branch,
            String path,
            CommitId commit,
            String content,
            @Nullable CommitId head,
            @Nullable String before)
            implements ReleaseEvent {

        public ConfigUpdated(Release release, String branch, String path, CommitId commit, String content) {
            this(release, branch, path, commit, content, null);
        }

        public ConfigUpdated(
                Release release, String branch, String path, CommitId commit, String content, @Nullable CommitId head) {
            this(release, branch, path, commit, content, head, null);
        }
    }

    /**
     * The branch already says what the release wants.
     *
     * @param commit where it stands
     * @param content the hash of what the path holds there
     */
    @WireName("dev.slipway.config.unchanged.v1")
    record ConfigUnchanged(
            Release release,
            String branch,
            String path,
            CommitId commit,
            @Nullable String content) implements ReleaseEvent {}

    @WireName("dev.slipway.config.failed.v1")
    record ConfigFailed(Release release, Failure failure) implements ReleaseEvent {}

    /**
     * Automation stands still for the line.
     *
     * @param at what the line had come to
     * @param firm whether only a person frees it; else a newer push that was not forced does so too
     * @param by who held it; absent where a failed release did
     * @param left where the line was turned back: what was there
     * @param back where the line was turned back: the release that brings back what ran before
     * @param ahead the commit that the engine was sent back to at once, ahead of Git
     */
    @WireName("dev.slipway.config.line-held.v1")
    record LineHeld(
            EnvironmentRef environment,
            String application,
            @Nullable Ordinal at,
            boolean firm,
            String why,
            @Nullable String by,
            @Nullable Release left,
            @Nullable Release back,
            @Nullable CommitId ahead)
            implements LineEvent {}

    /** @param by who freed it; absent where a newer push did */
    @WireName("dev.slipway.config.line-freed.v1")
    record LineFreed(
            EnvironmentRef environment,
            String application,
            @Nullable String by) implements LineEvent {}

    /**
     * Nothing is known yet of the revision that an environment is pinned to.
     *
     * @param revision as it was declared
     */
    @WireName("dev.slipway.config.pin-unmet.v1")
    record PinUnmet(EnvironmentRef environment, String application, String revision, Failure failure)
            implements LineEvent {}

    /**
     * What people changed in a branch is not released: it does not go together with what the config branch holds, or could not be read.
     *
     * @param from where they changed it: the branch that the config folder is made from, or the config branch itself
     * @param commit what was to be taken of it
     * @param files some of the files that stay as they are
     */
    @WireName("dev.slipway.config.changes-not-merged.v1")
    record ChangesNotMerged(
            EnvironmentRef environment, String from, CommitId commit, List<String> files, Failure failure)
            implements LineEvent {

        public ChangesNotMerged {
            files = List.copyOf(files);
        }

        @Override
        public String subject() {
            return LineEvent.super.subject() + "@" + commit;
        }

        @Override
        public String application() {
            return Release.CONFIG;
        }
    }

    /**
     * What Git says goes on to the cluster at once, since somebody asked for it.
     *
     * @param generation the row of the environment that says so
     */
    @WireName("dev.slipway.config.sync-granted.v1")
    record SyncGranted(EnvironmentRef environment, String by, long generation) implements LineEvent {

        @Override
        public String application() {
            return Release.CONFIG;
        }
    }

    /**
     * What a person asked of a line can't be done.
     *
     * @param command rollback, hold, free, promote, deploy or sync
     */
    @WireName("dev.slipway.config.command-refused.v1")
    record CommandRefused(
            EnvironmentRef environment,
            String application,
            String command,
            Failure failure,
            @Nullable String by) implements LineEvent {}
}
