package dev.slipway.launcher;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of each delivery as lines for a terminal. */
final class Ways {
    private static final int REMEMBERED = 1_000;
    private final Map<UUID, Instant> began = new Remembered<>();
    private final Map<UUID, String> received = new Remembered<>();

    /** Forgets the oldest. */
    private static final class Remembered<T> extends LinkedHashMap<UUID, T> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, T> eldest) {
            return size() > REMEMBERED;
        }
    }

    Optional<String> line(Fact<?> fact) {
        var delivery = fact.envelope().delivery();
        if (delivery == null) {
            return Optional.empty();
        }
        var start = began.computeIfAbsent(delivery, _ -> fact.envelope().time());
        var text = text(fact.event());
        if (text == null) {
            return Optional.empty();
        }
        var line = line(delivery, start, fact, text);
        if (fact.event() instanceof PushEvent) {
            received.put(delivery, line); // shown once something follows from it: not every branch is somebody's
            return Optional.empty();
        }
        var before = received.remove(delivery);
        return Optional.of(before == null ? line : before + System.lineSeparator() + line);
    }

    private static String line(UUID delivery, Instant start, Fact<?> fact, String text) {
        return "%8s  %9s  %s"
                .formatted(
                        delivery.toString().substring(0, 8),
                        "+" + seconds(Duration.between(start, fact.envelope().time())),
                        text.replaceAll("\\R(?! {22})", " ")
                                .replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\\n]]", "�"));
    }

    private static @Nullable String text(Event event) {
        return switch (event) {
            case PushEvent push -> text(push);
            case ImageEvent image -> text(image);
            case CommandEvent command -> text(command);
            case ConfigEvent config -> text(config);
            case SyncEvent sync -> text(sync);
            case NoticeEvent notice -> text(notice);
            case DesiredEvent _, CatalogEvent _, PrivateEvent _ -> null;
        };
    }

    private static @Nullable String text(PushEvent event) {
        return switch (event) {
            case PushEvent.BranchPushed push ->
                "◔ received   %s %s %s%s"
                        .formatted(
                                push.repository(),
                                push.branch(),
                                push.after().abbreviated(),
                                push.pusher() == null ? "" : " by " + push.pusher());
            case PushEvent.BranchDeleted _,
                    PushEvent.TagPushed _,
                    PushEvent.TagDeleted _,
                    PushEvent.MergeRequestUpdated _,
                    PushEvent.PipelineFinished _,
                    PushEvent.ImageSeen _ -> null;
        };
    }

    private static @Nullable String text(ImageEvent event) {
        return switch (event) {
            case ImageEvent.BuildQueued _ -> null;
            case ImageEvent.BuildStarted started ->
                "◔ building   " + started.source().subject();
            case ImageEvent.ImageBuilt built ->
                "◔ built      " + shortened(built.image().toString());
            case ImageEvent.BuildFailed failed -> failed("build failed", failed.failure());
            case ImageEvent.BuildSkipped skipped -> "– no build   " + skipped.reason();
            case ImageEvent.BuildSuperseded superseded -> "– superseded by push " + superseded.by();
        };
    }

    private static @Nullable String text(ConfigEvent event) {
        return switch (event) {
            case ConfigEvent.ReleaseRequested _ -> null;
            case ConfigEvent.ConfigProposed proposed ->
                "▲ to merge   %s: %s".formatted(proposed.release().environment().name(), proposed.url());
            case ConfigEvent.ConfigUpdated updated ->
                "◔ committed  %s %s for %s"
                        .formatted(
                                updated.branch(),
                                updated.commit().abbreviated(),
                                updated.release().environment().name());
            case ConfigEvent.ConfigUnchanged unchanged ->
                "– unchanged  " + unchanged.release().environment().name() + " has this image already";
            case ConfigEvent.ReleaseHeld held -> waits(held);
            case ConfigEvent.ReleaseSuperseded superseded -> superseded(superseded);
            case ConfigEvent.ConfigFailed failed -> failed("no commit", failed.failure());
            case ConfigEvent.LineHeld held -> held(held);
            case ConfigEvent.LineFreed freed ->
                "✓ line free  " + line(freed) + (freed.by() == null ? ", by a newer push" : ", by " + freed.by());
            case ConfigEvent.PinUnmet pin -> failed(line(pin) + " waits for " + pin.revision(), pin.failure());
            case ConfigEvent.ChangesNotMerged left ->
                failed("not all of " + left.from() + " is in " + line(left), left.failure());
            case ConfigEvent.SyncGranted granted -> "✓ sync       " + granted.environment() + " goes on";
            case ConfigEvent.CommandRefused refused ->
                failed(refused.command() + " of " + line(refused) + " refused", refused.failure());
        };
    }

    private static String waits(ConfigEvent.ReleaseHeld held) {
        return "▲ held       %s: %s%n%22sto do: %s"
                .formatted(held.release().environment().name(), held.why(), "", held.nextStep());
    }

    private static String held(ConfigEvent.LineHeld held) {
        var back = held.back();
        return "%s %s%s: %s"
                .formatted(
                        back == null ? "▲ line held " : "↺ to go back",
                        line(held),
                        back == null
                                ? ""
                                : " to " + back.source().id().abbreviated() + ", as release " + back.rank()
                                        + (held.ahead() == null ? "" : ", at once, ahead of Git"),
                        held.why());
    }

    private static String superseded(ConfigEvent.ReleaseSuperseded event) {
        var what = "superseded by release " + event.later();
        var lost = event.lost();
        return lost == null ? "– " + what : failed(what, lost);
    }

    private static String line(ConfigEvent.LineEvent event) {
        return event.environment() + "/" + event.application();
    }

    private static String text(CommandEvent event) {
        var asked = switch (event) {
            case CommandEvent.Rollback back ->
                "roll back"
                        + (back.to() == null ? "" : " to release " + back.to().rank());
            case CommandEvent.HoldLine _ -> "hold";
            case CommandEvent.FreeLine _ -> "free";
            case CommandEvent.Promote _ -> "promote";
            case CommandEvent.Deploy _ -> "deploy";
            case CommandEvent.Sync _ -> "sync";
            case CommandEvent.InstallEngine _ -> "install";
        };
        return "◔ asked      " + event.by() + ": " + asked + " " + event.subject();
    }

    private static @Nullable String text(SyncEvent event) {
        return switch (event) {
            case SyncEvent.SyncAwaited awaited ->
                "%s waits      %s: %s%n%22sto do: %s"
                        .formatted(
                                awaited.until() == null ? "▲" : "◷",
                                awaited.release().environment().name(),
                                awaited.why(),
                                "",
                                awaited.nextStep());
            case SyncEvent.SyncStarted started ->
                "◔ syncing    %s, cluster %s"
                        .formatted(started.release().environment().name(), started.cluster());
            case SyncEvent.SyncProgressed progressed ->
                "◔ %s    %s: %s"
                        .formatted(
                                progressed.since() == null ? "applied" : "goes on",
                                progressed.release().environment().name(),
                                progressed.seen());
            case SyncEvent.ReleaseLive live ->
                "● live       %s in %s%s%s"
                        .formatted(
                                live.release().application(),
                                live.release().environment(),
                                live.podsReady() == 0 ? "" : ", %d pods ready".formatted(live.podsReady()),
                                live.release().isBack() ? ": it is back" : "");
            case SyncEvent.SyncFailed failed ->
                failed(failed.release().environment().name() + " failed", failed.failure());
            case SyncEvent.EngineInstalling installing ->
                "◔ installing %d of %d objects: %s"
                        .formatted(installing.applied(), installing.objects(), installing.now());
            case SyncEvent.EngineInstalled installed ->
                "● installed  %s in cluster %s, %d pods ready"
                        .formatted(installed.engine(), installed.cluster(), installed.podsReady());
            case SyncEvent.EngineInstallFailed failed -> failed("not installed", failed.failure());
            case SyncEvent.EngineObserved _, SyncEvent.EngineFound _ -> null;
        };
    }

    private static String text(NoticeEvent event) {
        return switch (event) {
            case NoticeEvent.NoticeSent sent -> "◔ told       " + sent.channel() + ": " + sent.title();
            case NoticeEvent.NoticeFailed failed -> failed("not told", failed.failure());
        };
    }

    private static String failed(String what, Failure failure) {
        return "✖ %s (%s)%n%22sseen:  %s%n%22sto do: %s"
                .formatted(
                        what,
                        failure.segment().name().toLowerCase(Locale.ROOT),
                        "",
                        failure.seen().replace("\n", "\n" + " ".repeat(29)),
                        "",
                        failure.nextStep());
    }

    private static String shortened(String image) {
        var digest = image.indexOf("@sha256:");
        return digest < 0 ? image : image.substring(0, digest) + image.substring(digest, digest + 16) + "…";
    }

    private static String seconds(Duration duration) {
        var millis = Math.max(0, duration.toMillis());
        return millis < 1_000 ? millis + " ms" : "%.1f s".formatted(millis / 1_000.0);
    }
}
