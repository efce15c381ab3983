package dev.slipway.notifier.core;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts and notices of a project called hichat. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final UUID DELIVERY = new UUID(1, 1);
    public static final CommitId COMMIT = new CommitId("9b1c2d3e4f5061728394a5b6c7d8e9f001122334");
    public static final CommitId CONFIG = new CommitId("c0ffee004f5061728394a5b6c7d8e9f001122334");
    public static final Failure FAILURE = new Failure(Segment.CLUSTER, "no pod became ready", "look at its log");
    public static final Channel ALL = channel("all", List.of(), List.of());
    public static final ImageReference IMAGE =
            new ImageReference("registry.example/hichat", "9b1c2d3e", "sha256:" + "0123456789abcdef".repeat(4));

    private Samples() {}

    public static Channel channel(String name, List<String> environments, List<String> on) {
        return new Channel(name, "feishu", "bot-" + name, environments, on);
    }

    public static ProjectDeclared declared(Channel... channels) {
        var environments = List.of(environment("prod", "master"), environment("dev", "feature/*"));
        return new ProjectDeclared(
                new Project("hichat", List.of(), List.of(), environments, List.of(channels)), "test");
    }

    private static Environment environment(String name, String branch) {
        var config = new Environment.Config("hichat", "k8s", name, null, null);
        return new Environment(name, branch, "cloud", "hichat-" + name, config, new Engine("direct"));
    }

    public static SourceCommit source(String subject) {
        return new SourceCommit(COMMIT, new Person("Li Hua", "li@example.com"), subject, NOON);
    }

    public static Release release(String environment, long ordinal) {
        return new Release(
                new UUID(2, ordinal),
                new EnvironmentRef("hichat", environment),
                "server",
                new Ordinal(ordinal),
                source("Say hello"),
                IMAGE);
    }

    public static ReleaseLive live(String environment, long ordinal) {
        return new ReleaseLive(release(environment, ordinal), "cloud", CONFIG, "content", 2);
    }

    public static BuildFailed buildFailed(String branch) {
        var application = new ApplicationRef("hichat", "server");
        return new BuildFailed(application, branch, COMMIT, new Ordinal(7), FAILURE);
    }

    public static <E extends Event> Fact<E> fact(E event, Duration after) {
        return fact(event, after, new Cause(new UUID(3, event.hashCode()), DELIVERY, null));
    }

    public static <E extends Event> Fact<E> fact(E event, Duration after, Cause cause) {
        return new Fact<>(Envelope.follow(cause, event, "test", NOON.plus(after)), event);
    }

    public static Notice notice(Notice.Kind kind, String subject, @Nullable Failure failure) {
        return new Notice(
                new UUID(4, subject.hashCode()),
                kind,
                new Notice.Place("hichat", "server", List.of("prod")),
                new Notice.Change(new Ordinal(7), COMMIT, subject, "Li Hua", IMAGE, CONFIG),
                failure,
                DELIVERY,
                Duration.ofSeconds(83),
                false);
    }

    /** The number is the order in which the rows were opened, a second apart at most. */
    public static Row<NoticeWork> row(String channel, int number, Instant since) {
        var about = new UUID(5, number);
        var sample = notice(Notice.Kind.LIVE, "change " + number, null);
        var notice = new Notice(
                about, sample.kind(), sample.place(), sample.change(), null, sample.delivery(), sample.took(), false);
        var ref = new NoticeWork.ChannelRef("hichat", channel);
        var work = new NoticeWork(ref, new Address("feishu", "bot-" + channel), notice);
        return Row.open(ref.toString(), "notice", new Cause(about, DELIVERY, null), work, since);
    }
}
