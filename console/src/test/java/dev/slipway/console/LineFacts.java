package dev.slipway.console;

import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Facts of one line, each a second after the one before and following from it until another cause is set. */
public final class LineFacts {
    public final EnvironmentRef environment;
    public final List<Fact<?>> all = new ArrayList<>();
    private final String application;
    private Instant at = Instant.parse("2026-11-20T02:00:00Z");
    private Cause cause = new Cause(new UUID(0, 1), new UUID(0, 2), null);

    public LineFacts(String project, String application) {
        environment = new EnvironmentRef(project, "prod");
        this.application = application;
    }

    /** What follows belongs to another delivery, or begins it. */
    public LineFacts since(UUID cause) {
        this.cause = new Cause(cause, null, null);
        return this;
    }

    public LineFacts in(UUID delivery) {
        cause = new Cause(new UUID(0, 1), delivery, null);
        return this;
    }

    public LineFacts say(Event event) {
        var envelope = Envelope.follow(cause, event, "test", at);
        all.add(new Fact<>(envelope, event));
        cause = envelope.asCause();
        at = at.plusSeconds(1);
        return this;
    }

    public UUID delivery() {
        return Objects.requireNonNull(all.getLast().envelope().delivery());
    }

    public Release release(long ordinal) {
        var commit = new CommitId("%040x".formatted(ordinal));
        var source = new SourceCommit(commit, new Person("Li Hua", "lihua@example.com"), "change " + ordinal, at);
        return new Release(
                UUID.nameUUIDFromBytes((environment + application + ordinal).getBytes(StandardCharsets.UTF_8)),
                environment,
                application,
                new Ordinal(ordinal),
                source,
                new ImageReference("registry.example/web", commit.value(), "sha256:" + "%064x".formatted(ordinal)));
    }

    public Release back(Release to, Rank rank, Origin origin) {
        var id = UUID.nameUUIDFromBytes((to.id() + rank.toString()).getBytes(StandardCharsets.UTF_8));
        return to.at(rank, origin, id);
    }

    public LineFacts requested(Release release) {
        return say(new ConfigEvent.ReleaseRequested(release));
    }

    public LineFacts committed(Release release) {
        return requested(release)
                .say(new ConfigEvent.ConfigUpdated(
                        release, "k8s-config", "k8s", release.source().id(), "c0ffee"));
    }

    public LineFacts live(Release release) {
        return committed(release)
                .say(new SyncEvent.ReleaseLive(
                        release, "local", release.source().id(), "c0ffee", 3));
    }

    public LineFacts failed(Release release) {
        var failure = new Failure(Segment.CLUSTER, "3 pods crash", "look at MYSQL_HOST");
        return committed(release)
                .say(new SyncEvent.SyncFailed(release, "local", release.source().id(), failure));
    }
}
