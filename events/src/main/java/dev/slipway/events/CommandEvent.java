package dev.slipway.events;

import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask for, each with the name of who asked. */
public sealed interface CommandEvent extends Event {

    String by();

    @Override
    default String topic() {
        return "command";
    }

    /** What is asked of one line. */
    sealed interface OfLine extends CommandEvent {

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

    /**
     * Bring back what ran before, and hold the line.
     *
     * @param to an earlier release of the line; absent: the newest that was live before what is there now
     * @param atOnce whether the engine goes back before the commit is in Git; absent: it follows Git
     */
    @WireName("dev.slipway.command.rollback.v1")
    record Rollback(
            EnvironmentRef environment,
            String application,
            @Nullable Release to,
            String by,
            @Nullable String why,
            @Nullable Boolean atOnce)
            implements OfLine {

        public Rollback(
                EnvironmentRef environment, String application, @Nullable Release to, String by, @Nullable String why) {
            this(environment, application, to, by, why, null);
        }

        public boolean goesAhead() {
            return atOnce != null && atOnce;
        }
    }

    /** Let no release in until somebody frees the line. */
    @WireName("dev.slipway.command.hold-line.v1")
    record HoldLine(
            EnvironmentRef environment,
            String application,
            String by,
            @Nullable String why) implements OfLine {}

    /**
     * Release what was live in the environments that this one comes after.
     *
     * @param release what of it; absent: the newest
     */
    @WireName("dev.slipway.command.promote.v1")
    record Promote(
            EnvironmentRef environment,
            String application,
            @Nullable Release release,
            String by) implements OfLine {}

    /**
     * Release an image with settings of one's own, or the image that is there with other settings.
     *
     * @param image by its tag, its digest or its commit; absent: the one that is there
     * @param settings what else is to be different; they are written by the same commit
     * @param message the commit's first line; absent: our own words
     */
    @WireName("dev.slipway.command.deploy.v1")
    record Deploy(
            EnvironmentRef environment,
            String application,
            @Nullable String image,
            List<Setting> settings,
            @Nullable String message,
            String by)
            implements OfLine {

        public Deploy {
            settings = List.copyOf(settings);
        }

        /** The same, as it may be shown. */
        public Deploy hidden() {
            return new Deploy(
                    environment,
                    application,
                    image,
                    settings.stream().map(Setting::hidden).toList(),
                    message,
                    by);
        }
    }

    /** Bring the environment to what Git says now, whatever its strategy says; where it waits for nothing, once more. */
    @WireName("dev.slipway.command.sync.v1")
    record Sync(EnvironmentRef environment, String by) implements OfLine {

        /** It is about all lines of the environment. */
        @Override
        public String application() {
            return Release.CONFIG;
        }
    }

    /** Let releases in again: first the newest that waits. */
    @WireName("dev.slipway.command.free-line.v1")
    record FreeLine(EnvironmentRef environment, String application, String by) implements OfLine {}

    /**
     * Bring an engine into a cluster, or a newer version of it. Asked again, what is there already stays as it is.
     *
     * @param engine the type of engine
     * @param from where its manifest is: a URL, or a file in the folder that the cluster's sync-service reads manifests from
     * @param sha256 of the manifest, in hexadecimal digits
     */
    @WireName("dev.slipway.command.install-engine.v1")
    record InstallEngine(String cluster, String engine, String from, String sha256, String by) implements CommandEvent {

        /** It is of no project: the cluster stands for it. */
        @Override
        public String project() {
            return cluster;
        }

        @Override
        public String subject() {
            return cluster + "/" + engine;
        }
    }
}
