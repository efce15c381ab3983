package dev.slipway.configupdater.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.configupdater.core.Why.Arrived;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.events.Cause;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import dev.slipway.service.work.Gathers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done about a config branch. */
public sealed interface ConfigWork {

    /** How the names of our own branches begin. */
    String PROPOSALS = "slipway/";

    Repository repository();

    /**
     * One release to be written, with all that was declared when it was asked for.
     *
     * @param proposed where it waits for people to merge it
     */
    record ConfigChange(
            Release release,
            Repository repository,
            Environment.Config config,
            @Nullable UUID delivery,
            Why why,
            @Nullable Proposed proposed)
            implements ConfigWork {

        public ConfigChange(
                Release release, Repository repository, Environment.Config config, @Nullable UUID delivery) {
            this(release, repository, config, delivery, new Arrived(), null);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static ConfigChange of(KeptChange kept) {
            return kept.change();
        }

        @JsonValue
        KeptChange kept() {
            return KeptChange.of(this);
        }

        /** What is set besides the image. */
        public List<Setting> settings() {
            return why instanceof Deployed deployed ? deployed.settings() : List.of();
        }

        ConfigChange waitingAs(Proposed request) {
            return new ConfigChange(release, repository, config, delivery, why, request);
        }

        public boolean hasProposal() {
            return proposed != null;
        }

        Place place() {
            return Place.of(release.environment(), config);
        }

        /** The releases of which each comes in place of the one before. */
        String line() {
            return release.environment() + "/" + release.application();
        }

        /** The branch that a proposal of the line stands on; projects may share a repository. */
        public String proposalBranch() {
            return ConfigWork.PROPOSALS + line();
        }
    }

    /**
     * @param base the config branch's commit that the proposal was made upon
     * @param number the merge request's, as the forge counts
     */
    record Proposed(CommitId commit, CommitId base, long number, String url) {}

    /** The forge tells of a merge request of ours: it may be decided. */
    record RequestHeard(Repository repository, String branch, String source) implements ConfigWork {}

    /** Somebody has pushed to the branch: perhaps we ourselves. */
    record ConfigPush(
            Repository repository,
            String branch,
            @Nullable CommitId before,
            CommitId after,
            Ordinal ordinal,
            List<Place> places)
            implements ConfigWork {

        public ConfigPush {
            places = List.copyOf(places);
        }

        /** All places are of one project: a push is told to each. */
        String project() {
            return places.getFirst().environment().project();
        }
    }

    /**
     * Somebody has pushed to the branch that config folders are made from.
     *
     * @param branch the config branch
     * @param from what it is made from
     * @param images which of them run is for releases to say; rows of before that was known have none
     */
    record Followed(
            Repository repository,
            String branch,
            String from,
            CommitId after,
            List<Place> places,
            @Nullable List<String> images)
            implements ConfigWork {

        public Followed {
            places = List.copyOf(places);
            images = images == null ? null : List.copyOf(images);
        }
    }

    /** The status of environments, to be written to a branch of its own. */
    record StatusWork(Repository repository, String branch, List<StatusFile> files)
            implements ConfigWork, Gathers<ConfigWork> {
        private static final int GATHERED_MAX = 250_000;

        public StatusWork {
            files = List.copyOf(files);
        }

        /** No branch has a space in its name: what is written of status never waits for releases, nor they for it. */
        String resource() {
            return new ConfigBranch(repository, branch) + " status";
        }

        /** Of each environment the newest: in which order they meet is all the same. */
        @Override
        public Optional<ConfigWork> with(Cause cause, ConfigWork other) {
            if (!(other instanceof StatusWork more)
                    || !resource().equals(more.resource())
                    || !Objects.equals(repository.credentials(), more.repository.credentials())) {
                return Optional.empty();
            }
            var newest = StatusFile.newest(Stream.concat(files.stream(), more.files.stream()));
            var size = newest.stream().mapToInt(file -> file.text().length()).sum();
            return newest.size() > 1 && size > GATHERED_MAX
                    ? Optional.empty()
                    : Optional.of(new StatusWork(repository, branch, newest));
        }

        StatusWork only(List<StatusFile> some) {
            return new StatusWork(repository, branch, some);
        }
    }

    /** @param number the higher one of two of an environment holds */
    record StatusFile(EnvironmentRef environment, long number, String path, String text) {

        static List<StatusFile> newest(Stream<StatusFile> files) {
            var newest = new TreeMap<String, StatusFile>();
            files.forEach(file -> newest.merge(
                    file.environment().toString(), file, (one, other) -> one.number >= other.number ? one : other));
            return List.copyOf(newest.values());
        }
    }

    /**
     * Where in the branch an environment's configuration lies.
     *
     * @param sign the secret with the key that commits there are signed with; none: they are not
     * @param proposed whether people merge each change; rows of before that was known have none
     */
    record Place(
            EnvironmentRef environment,
            String path,
            @Nullable String sign,
            @Nullable Boolean proposed) {

        static Place of(EnvironmentRef environment, Environment.Config config) {
            return new Place(environment, config.path(), config.sign(), config.proposes() ? true : null);
        }

        public Place(EnvironmentRef environment, String path) {
            this(environment, path, null, null);
        }

        boolean isProposed() {
            return proposed != null && proposed;
        }

        /** What is kept of it is kept under this. */
        String key() {
            return environment + ":" + path;
        }

        /** Whether the key is of the same folder. */
        boolean isIn(String key) {
            return key.endsWith(":" + path);
        }
    }
}
