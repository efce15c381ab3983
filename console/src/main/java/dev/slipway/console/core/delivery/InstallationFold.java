package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Installation;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.OfInstallation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far an installation is, from its facts in the order of their time. */
final class InstallationFold {
    private @Nullable Installation view;

    void asked(CommandEvent command, Instant at) {
        if (command instanceof InstallEngine install && view == null) {
            view = new Installation(install.cluster(), install.engine(), State.WORKING, null, 0, 0, null, at);
        }
    }

    /** An end stays the end, whatever was said in the same moment. */
    void add(OfInstallation event, Instant at) {
        if (event instanceof EngineInstalling && view != null && view.state() != State.WORKING) {
            return;
        }
        view = switch (event) {
            case EngineInstalling installing ->
                new Installation(
                        installing.cluster(),
                        installing.engine(),
                        State.WORKING,
                        installing.version(),
                        installing.objects(),
                        installing.applied(),
                        installing.now(),
                        at);
            case EngineInstalled installed ->
                new Installation(
                        installed.cluster(),
                        installed.engine(),
                        State.DONE,
                        installed.version(),
                        installed.objects(),
                        installed.objects(),
                        null,
                        at);
            case EngineInstallFailed failed -> failed(failed, at);
        };
    }

    private Installation failed(EngineInstallFailed failed, Instant at) {
        var before = view;
        return before == null
                ? new Installation(failed.cluster(), failed.engine(), State.FAILED, null, 0, 0, null, at)
                : new Installation(
                        before.cluster(),
                        before.engine(),
                        State.FAILED,
                        before.version(),
                        before.objects(),
                        before.applied(),
                        null,
                        at);
    }

    @Nullable
    Installation view() {
        return view;
    }
}
