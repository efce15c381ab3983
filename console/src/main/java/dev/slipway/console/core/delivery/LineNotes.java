package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Command;
import dev.slipway.console.core.delivery.DeliveryView.CommandKind;
import dev.slipway.console.core.delivery.DeliveryView.LineChange;
import dev.slipway.console.core.delivery.DeliveryView.Release;
import dev.slipway.console.core.delivery.DeliveryView.Trouble;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.SyncGranted;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.OfInstallation;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a delivery asked of a line, and what became of lines in it. */
final class LineNotes {
    private final List<LineChange> changes = new ArrayList<>();
    private final List<Trouble> refusals = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private @Nullable Command command;
    private @Nullable Instant answered;

    /** What could not be released at first; it may come later. */
    private record LeftOut(String application, Trouble trouble) {
        boolean hasCome(Release release) {
            return release.phase() == Phase.LIVE
                    && release.environment().equals(trouble.where())
                    && release.application().equals(application)
                    && release.since().isAfter(trouble.at());
        }
    }

    void asked(CommandEvent event) {
        command = switch (event) {
            case CommandEvent.Rollback back ->
                command(
                        CommandKind.ROLLBACK,
                        back,
                        back.to() == null ? null : back.to().rank().toString(),
                        back.why());
            case CommandEvent.HoldLine hold -> command(CommandKind.HOLD, hold, null, hold.why());
            case CommandEvent.FreeLine free -> command(CommandKind.FREE, free, null, null);
            case CommandEvent.Promote promote ->
                command(
                        CommandKind.PROMOTE,
                        promote,
                        promote.release() == null
                                ? null
                                : promote.release().rank().toString(),
                        null);
            case CommandEvent.Sync sync -> command(CommandKind.SYNC, sync, null, null);
            case CommandEvent.Deploy deploy -> command(CommandKind.DEPLOY, deploy, null, said(deploy));
            case CommandEvent.InstallEngine install ->
                new Command(
                        CommandKind.INSTALL, install.cluster(), install.engine(), install.by(), null, install.from());
        };
    }

    /** What is wanted, without values that may be secret. */
    private static @Nullable String said(CommandEvent.Deploy deploy) {
        var set = Stream.concat(
                        Stream.ofNullable(deploy.image()).map(image -> "image " + image),
                        deploy.settings().stream().map(Setting::described))
                .collect(Collectors.joining(", "));
        return deploy.message() == null ? set : deploy.message() + ": " + set;
    }

    private static Command command(
            CommandKind what, CommandEvent.OfLine event, @Nullable String to, @Nullable String why) {
        return new Command(what, event.environment().name(), event.application(), event.by(), to, why);
    }

    void add(LineEvent event, Instant at) {
        answered = at;
        switch (event) {
            case LineHeld held -> changes.add(change(held, at, true, held.firm(), held.why(), held.by()));
            case LineFreed freed -> changes.add(change(freed, at, false, false, null, freed.by()));
            case SyncGranted _ -> {}
            case ChangesNotMerged left -> leftOut.add(leftOut(left, left.failure(), at));
            case PinUnmet pin -> leftOut.add(leftOut(pin, pin.failure(), at));
            case CommandRefused refused -> refusals.add(trouble(refused, refused.failure(), at));
        }
    }

    /** What was asked of a cluster. */
    void add(OfInstallation event, Instant at) {
        switch (event) {
            case EngineInstalling _ -> {}
            case EngineInstalled _ -> answered = at;
            case EngineInstallFailed failed -> {
                answered = at;
                refusals.add(new Trouble(failed.cluster(), at, failed.failure()));
            }
        }
    }

    private static LeftOut leftOut(LineEvent event, Failure why, Instant at) {
        return new LeftOut(event.application(), trouble(event, why, at));
    }

    private static Trouble trouble(LineEvent event, Failure why, Instant at) {
        return new Trouble(event.environment().name(), at, why);
    }

    private static LineChange change(
            LineEvent event, Instant at, boolean held, boolean firm, @Nullable String why, @Nullable String by) {
        return new LineChange(event.environment().name(), event.application(), at, held, firm, why, by);
    }

    @Nullable
    Command command() {
        return command;
    }

    List<LineChange> changes() {
        return changes;
    }

    /** What is wrong still, whatever has gone live since. */
    List<Trouble> troubles(List<Release> released) {
        var still = leftOut.stream()
                .filter(left -> released.stream().noneMatch(left::hasCome))
                .map(LeftOut::trouble);
        return Stream.concat(refusals.stream(), still).toList();
    }

    /** When the command was carried out, or null; nothing where there is none, or where a release tells. */
    Stream<@Nullable Instant> end(boolean released) {
        return command == null || released ? Stream.empty() : Stream.of(new Instant[] {answered});
    }

    Stream<State> states(List<Release> released) {
        if (!troubles(released).isEmpty()) {
            return Stream.of(State.FAILED);
        }
        return command == null || command.what() == CommandKind.ROLLBACK || answered == null
                ? Stream.empty()
                : Stream.of(State.DONE);
    }
}
