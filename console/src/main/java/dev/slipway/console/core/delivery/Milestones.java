package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Step;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.SyncEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each step of the way was done; of several builds or releases the last counts. */
final class Milestones {
    private final Map<StepName, Instant> done = new EnumMap<>(StepName.class);
    private @Nullable Instant began;
    private StepName first = StepName.RECEIVED;

    void began(Instant at) {
        began = began == null ? at : began;
    }

    Instant start(Instant otherwise) {
        return began == null ? otherwise : began;
    }

    /** A command needs no build. */
    void asked(Instant at) {
        began(at);
        first = StepName.COMMIT;
    }

    void image(ImageEvent event, Instant at) {
        switch (event) {
            case ImageEvent.BuildStarted _ -> {
                began(at);
                done.putIfAbsent(StepName.RECEIVED, at);
            }
            case ImageEvent.ImageBuilt _,
                    ImageEvent.BuildFailed _,
                    ImageEvent.BuildSkipped _,
                    ImageEvent.BuildSuperseded _ -> done.put(StepName.BUILD, at);
            case ImageEvent.BuildQueued _ -> began(at);
        }
    }

    void config(ConfigEvent event, Instant at) {
        switch (event) {
            case ConfigEvent.ConfigUpdated _, ConfigEvent.ConfigUnchanged _, ConfigEvent.ConfigFailed _ ->
                done.put(StepName.COMMIT, at);
            case ConfigEvent.ReleaseRequested _,
                    ConfigEvent.ReleaseHeld _,
                    ConfigEvent.ConfigProposed _,
                    ConfigEvent.ReleaseSuperseded _,
                    ConfigEvent.LineEvent _ -> {}
        }
    }

    void sync(SyncEvent.OfRelease event, Instant at) {
        switch (event) {
            case SyncEvent.SyncAwaited _, SyncEvent.SyncStarted _ -> {}
            case SyncEvent.SyncProgressed progressed -> {
                if (progressed.since() == null) {
                    done.put(StepName.SYNC, at);
                }
            }
            case SyncEvent.ReleaseLive _, SyncEvent.SyncFailed _ -> done.put(StepName.ROLLOUT, at);
        }
    }

    void installation(SyncEvent.OfInstallation event, Instant at) {
        switch (event) {
            case SyncEvent.EngineInstalling installing -> {
                first = StepName.SYNC;
                if (installing.applied() == installing.objects()) {
                    done.putIfAbsent(StepName.SYNC, at);
                }
            }
            case SyncEvent.EngineInstalled _, SyncEvent.EngineInstallFailed _ -> done.put(StepName.ROLLOUT, at);
        }
    }

    void told(Instant at) {
        done.put(StepName.TOLD, at);
    }

    List<Step> steps(boolean ended) {
        var steps = new ArrayList<Step>();
        var from = began;
        for (var name : StepName.values()) {
            var to = done.get(name);
            if (from != null && to != null) {
                to = to.isBefore(from) ? from : to;
                steps.add(new Step(name, from, to));
                from = to;
            }
        }
        if (!ended && from != null) {
            steps.add(new Step(next(), from, null));
        }
        return steps;
    }

    /** What is being worked on: the step after the last that is done. */
    private StepName next() {
        var last = -1;
        for (var name : done.keySet()) {
            if (name != StepName.TOLD) {
                last = Math.max(last, name.ordinal());
            }
        }
        return StepName.values()[Math.clamp(last + 1, first.ordinal(), StepName.ROLLOUT.ordinal())];
    }
}
