package dev.slipway.simulator.world;

import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.values.CommitId;
import dev.slipway.simulator.engine.VirtualClock;
import java.util.ArrayList;
import java.util.List;

/** The forge's pipelines: they build the images of the project that builds elsewhere. */
public final class SimulatedPipelines {
    private final SimulatedForge forge;
    private final SimulatedRegistry registry;
    private final VirtualClock clock;
    private final List<Pipeline> begun = new ArrayList<>();
    private final List<Pipeline> ended = new ArrayList<>();
    private int ends;

    public SimulatedPipelines(SimulatedForge forge, SimulatedRegistry registry, VirtualClock clock) {
        this.forge = forge;
        this.registry = registry;
        this.clock = clock;
    }

    public void begin(String branch, CommitId commit) {
        begun.add(new Pipeline(begun.size() + ended.size() + 1, Result.SKIPPED, commit, branch, null, null));
    }

    public List<Pipeline> begun() {
        return List.copyOf(begun);
    }

    public List<Pipeline> ended() {
        return List.copyOf(ended);
    }

    /** Ends one, or one that had ended once more: it was run again. */
    public Pipeline end(Pipeline pipeline, String image, boolean isCancelled) {
        begun.remove(pipeline);
        ended.remove(pipeline);
        var result = isCancelled
                ? Result.CANCELLED
                : forge.messageOf(pipeline.commit()).contains("does not build") ? Result.FAILED : Result.SUCCEEDED;
        if (result == Result.SUCCEEDED) {
            registry.push(image, pipeline.commit());
        }
        var end = new Pipeline(
                pipeline.number(),
                result,
                pipeline.commit(),
                pipeline.ref(),
                null,
                clock.instant().plusNanos(++ends));
        ended.add(end);
        return end;
    }
}
