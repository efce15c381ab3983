package dev.slipway.syncservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.work.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of the desired table, and the releases in them. */
final class Desired {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");

    private Desired() {}

    static ReleaseDesired release(String application, long ordinal) {
        var name = application + ordinal;
        var release = new Release(
                id("release " + name),
                PROD,
                application,
                new Ordinal(ordinal),
                new SourceCommit(
                        new CommitId("%040x".formatted(ordinal)),
                        new Person("Li Hua", "li@example.com"),
                        "Say hello",
                        NOON),
                new ImageReference("registry.example/" + application, "v" + ordinal, "sha256:" + "0".repeat(64)));
        return new ReleaseDesired(release, new Cause(id("cause " + name), id("delivery " + name), null));
    }

    static ReleaseDesired byPeople(long ordinal) {
        var known = release(Release.CONFIG, ordinal);
        var release = known.release();
        return new ReleaseDesired(
                new Release(
                        release.id(),
                        release.environment(),
                        release.application(),
                        release.ordinal(),
                        release.source(),
                        null),
                known.cause());
    }

    static EnvironmentDesired row(long generation, ReleaseDesired... releases) {
        return row(PROD, generation, releases);
    }

    static EnvironmentDesired row(EnvironmentRef environment, long generation, ReleaseDesired... releases) {
        var commit = new CommitId("%040x".formatted(generation));
        return new EnvironmentDesired(
                environment,
                "cloud",
                "hichat-prod",
                generation,
                new Source("https://git.example/config.git", null, "master", commit, "prod"),
                "tree " + generation,
                "direct",
                List.of(releases));
    }

    static EnvironmentDesired within(int seconds, EnvironmentDesired row) {
        return new EnvironmentDesired(
                row.environment(),
                row.cluster(),
                row.namespace(),
                row.generation(),
                row.source(),
                row.content(),
                row.engine(),
                row.settings(),
                row.releases(),
                row.target(),
                row.sync(),
                row.asked(),
                seconds,
                row.gone());
    }

    static Row<SyncWork> work(EnvironmentDesired desired) {
        return work(SyncWork.of(desired, false));
    }

    static Row<SyncWork> replayed(EnvironmentDesired desired) {
        return work(SyncWork.of(desired, true));
    }

    private static Row<SyncWork> work(SyncWork work) {
        var desired = work.desired();
        var cause = new Cause(id("row " + desired.subject()), null, null);
        return Row.open(desired.key(), desired.subject(), cause, work, NOON);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
