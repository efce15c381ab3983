package dev.slipway.events.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.EnvironmentRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where applications run.
 *
 * @param branch a glob: pushes that match are built and released here; empty for one that comes after others
 * @param revision what it is pinned to: a commit, a tag or a range of versions; absent: the newest that comes
 * @param rollback what happens after a release that failed; absent: nothing by itself
 * @param status where it is written back to Git what became of releases; absent: nowhere
 * @param sync when it is brought to what Git says; absent: at once
 */
public record Environment(
        String name,
        String branch,
        String cluster,
        String namespace,
        Config config,
        Engine engine,
        @Nullable Rollback rollback,
        @Nullable Promotion promotion,
        @Nullable String revision,
        @Nullable Status status,
        @Nullable Sync sync) {

    public Environment(String name, String branch, String cluster, String namespace, Config config, Engine engine) {
        this(name, branch, cluster, namespace, config, engine, null, null, null, null, null);
    }

    public Environment(
            String name,
            String branch,
            String cluster,
            String namespace,
            Config config,
            Engine engine,
            @Nullable Rollback rollback,
            @Nullable Promotion promotion,
            @Nullable String revision) {
        this(name, branch, cluster, namespace, config, engine, rollback, promotion, revision, null, null);
    }

    /** The cluster that the engine runs in: its sync-service is told what is desired. */
    public String engineCluster() {
        return engine.cluster() == null ? cluster : engine.cluster();
    }

    /** How long a rollout may take, where the environment says so. */
    public @Nullable Integer rolloutSeconds() {
        return rollback == null ? null : rollback.afterSeconds();
    }

    /** Whether what was live before comes back by itself when a release fails. */
    public boolean rollsBack() {
        return rollback != null && rollback.automatic();
    }

    /** Whether what was live in the environment is released here next. */
    public boolean comesAfter(String other) {
        return promotion != null && promotion.after().contains(other);
    }

    /** This environment, brought to what Git says at other times. */
    public Environment synced(@Nullable Sync when) {
        return new Environment(
                name, branch, cluster, namespace, config, engine, rollback, promotion, revision, status, when);
    }

    /** Whether what is in Git goes on by itself as soon as it is there. */
    public boolean syncsAtOnce() {
        return sync == null || sync.goesAtOnce();
    }

    public boolean follows(String pushed) {
        if (promotion != null) {
            return false;
        }
        var star = branch.indexOf('*');
        return star < 0
                ? pushed.equals(branch)
                : pushed.startsWith(branch.substring(0, star))
                        && matches(branch.substring(star), pushed.substring(star));
    }

    /** @param glob begins with a star */
    private static boolean matches(String glob, String text) {
        var parts = glob.substring(1).split("\\*", -1);
        var last = parts[parts.length - 1];
        var at = 0;
        for (var part : List.of(parts).subList(0, parts.length - 1)) {
            var found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return text.length() - at >= last.length() && text.endsWith(last);
    }

    /**
     * The desired state in Git.
     *
     * @param createFrom the branch whose folder the config branch is made from where it does not exist
     * @param file the one file that holds the image, below the path; without it all are looked at
     * @param field where in that file the image stands, or its tag, by its path; without it it is found by the image's name
     * @param message the first line of commits, with holes like {application}; without it, our own words
     * @param sign the secret with the key that commits are signed with; without it they are not
     * @param mode how a change comes into the branch; without it, it is pushed
     */
    public record Config(
            String repository,
            String branch,
            String path,
            @Nullable String createFrom,
            @Nullable String file,
            @Nullable String message,
            @Nullable String field,
            @Nullable String sign,
            @Nullable Mode mode) {

        public enum Mode {
            /** Slipway commits to the branch itself. */
            @JsonProperty("push")
            PUSH,
            /** Slipway opens a merge request, and people merge it. */
            @JsonProperty("merge-request")
            MERGE_REQUEST
        }

        public Config(
                String repository, String branch, String path, @Nullable String createFrom, @Nullable String file) {
            this(repository, branch, path, createFrom, file, null, null, null, null);
        }

        /** Whether people decide about each change. */
        public boolean proposes() {
            return mode == Mode.MERGE_REQUEST;
        }
    }

    /**
     * @param after the environments in all of which an image was live before it comes here
     * @param byHand whether somebody has to ask for it
     */
    public record Promotion(List<String> after, boolean byHand) {

        public Promotion {
            after = List.copyOf(after);
        }
    }

    /**
     * @param automatic whether the release that was live before comes back when one fails
     * @param afterSeconds how long a rollout may take until it has failed; absent: as its sync-service is set
     */
    public record Rollback(boolean automatic, @Nullable Integer afterSeconds) {

        public Rollback(boolean automatic) {
            this(automatic, null);
        }
    }

    /**
     * @param branch a branch of the config repository, for such files alone
     * @param path the file; absent: {@code <project>/<environment>.yaml}
     */
    public record Status(String branch, @Nullable String path) {

        public String fileOf(EnvironmentRef environment) {
            return path == null ? environment + ".yaml" : path;
        }
    }
}
