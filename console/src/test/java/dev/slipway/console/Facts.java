package dev.slipway.console;

import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The facts of one delivery, each a second after the one before. */
public final class Facts {
    public static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private final String project;
    private final Ordinal ordinal;
    private final String subject;
    private final Instant start;
    private final List<Fact<?>> all = new ArrayList<>();
    private Cause cause;

    public Facts(String project, long ordinal, String subject, Instant start) {
        this.project = project;
        this.ordinal = new Ordinal(ordinal);
        this.subject = subject;
        this.start = start;
        cause = new Cause(UUID.nameUUIDFromBytes((project + ordinal).getBytes(StandardCharsets.UTF_8)), null, null);
    }

    public static Facts of(long ordinal) {
        return new Facts("hichat", ordinal, "fix: 登录", START);
    }

    public List<Fact<?>> all() {
        return all;
    }

    public UUID delivery() {
        return Objects.requireNonNull(all.getFirst().envelope().delivery());
    }

    public Facts pushed() {
        return say(new PushEvent.BranchPushed(
                new RepositoryRef(project, "code"), "master", null, commit(), ordinal, "lihua"));
    }

    public Facts queued() {
        return say(new ImageEvent.BuildQueued(application(), "master", commit(), ordinal));
    }

    public Facts building() {
        return say(new ImageEvent.BuildStarted(application(), "master", source(), ordinal));
    }

    public Facts built() {
        return say(new ImageEvent.ImageBuilt(application(), "master", source(), ordinal, image()));
    }

    public Facts buildFailed() {
        return say(new ImageEvent.BuildFailed(application(), "master", commit(), ordinal, failure(Segment.BUILD)));
    }

    public Facts requested(String environment) {
        return say(new ConfigEvent.ReleaseRequested(release(environment)));
    }

    public Facts superseded(String environment) {
        return say(new ConfigEvent.ReleaseSuperseded(release(environment), new Ordinal(99)));
    }

    public Facts committed(String environment) {
        return say(new ConfigEvent.ConfigUpdated(release(environment), "k8s-config", "k8s", commit(), "c0ffee"));
    }

    public Facts unchanged(String environment) {
        return say(new ConfigEvent.ConfigUnchanged(release(environment), "k8s-config", "k8s", commit(), null));
    }

    public Facts syncing(String environment) {
        return say(new SyncEvent.SyncStarted(release(environment), "local", commit(), "direct"));
    }

    public Facts applied(String environment) {
        return say(new SyncEvent.SyncProgressed(release(environment), "local", 9, "9 objects applied", null));
    }

    public Facts goesOn(String environment, String seen) {
        var since = start.plusSeconds(all.size());
        return say(new SyncEvent.SyncProgressed(release(environment), "local", 9, seen, since));
    }

    public Facts live(String environment) {
        return say(new SyncEvent.ReleaseLive(release(environment), "local", commit(), "c0ffee", 3));
    }

    public Facts syncFailed(String environment) {
        return say(new SyncEvent.SyncFailed(release(environment), "local", commit(), failure(Segment.CLUSTER)));
    }

    public Facts told() {
        return say(new NoticeEvent.NoticeSent(
                project, "ops", all.getLast().envelope().id(), "● hichat is live in prod"));
    }

    public Facts wholeWay(String environment) {
        return pushed().queued()
                .building()
                .built()
                .requested(environment)
                .committed(environment)
                .syncing(environment)
                .applied(environment)
                .live(environment)
                .told();
    }

    private Facts say(Event event) {
        var envelope = Envelope.follow(cause, event, "test", start.plusSeconds(all.size()));
        all.add(new Fact<>(envelope, event));
        cause = envelope.asCause();
        return this;
    }

    private Release release(String environment) {
        return new Release(
                UUID.nameUUIDFromBytes((project + environment + ordinal).getBytes(StandardCharsets.UTF_8)),
                new EnvironmentRef(project, environment),
                "web",
                ordinal,
                source(),
                image());
    }

    private ApplicationRef application() {
        return new ApplicationRef(project, "web");
    }

    private CommitId commit() {
        return new CommitId("%040x".formatted(ordinal.value() + 0x6bca52f000000000L));
    }

    private SourceCommit source() {
        return new SourceCommit(commit(), new Person("Li Hua", "lihua@example.com"), subject, start);
    }

    private ImageReference image() {
        return new ImageReference("registry.example.com/root/hichat", commit().value(), "sha256:" + "1".repeat(64));
    }

    private static Failure failure(Segment segment) {
        return new Failure(segment, "2 of 3 pods crash: exit code 1", "look at MYSQL_HOST");
    }
}
