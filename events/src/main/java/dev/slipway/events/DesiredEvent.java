package dev.slipway.events;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an environment should be: one row of {@code desired.<cluster>}, all that a sync-service needs to know. */
public sealed interface DesiredEvent extends Event {

    /**
     * @param generation grows with every row of the environment; a reader ignores lower ones
     * @param content the hash of the tree that the environment renders from
     * @param releases the lines' newest committed releases, each with the cause its sync belongs to
     */
    @WireName("dev.slipway.desired.environment.v1")
    record EnvironmentDesired(
            EnvironmentRef environment,
            String cluster,
            String namespace,
            long generation,
            Source source,
            String content,
            String engine,
            List<ReleaseDesired> releases)
            implements DesiredEvent {

        public EnvironmentDesired {
            releases = List.copyOf(releases);
        }

        @Override
        public String project() {
            return environment.project();
        }

        @Override
        public String subject() {
            return environment + "@" + generation;
        }

        @Override
        public String topic() {
            return "desired." + cluster;
        }

        @Override
        public String key() {
            return environment.toString();
        }
    }

    /** Where the content is read; {@code credentials} is the name of a secret. */
    record Source(String url, @Nullable String credentials, String branch, CommitId commit, String path) {}

    record ReleaseDesired(Release release, Cause cause) {}
}
