package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.core.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An ApplicationSet that is to be written, or driven.
 *
 * @param patience so long its controller may take
 * @param runs how each of its Applications is brought there
 */
record SetPlan(
        ApplicationSets sets,
        Declared declared,
        List<Map<String, Object>> secrets,
        Duration patience,
        Function<Declared, ArgoRun> runs)
        implements Engine.Plan {

    /** Those that Slipway writes; how many Argo CD makes of them only Argo CD knows. */
    @Override
    public int objects() {
        return declared.creates() ? secrets.size() + (declared.hasOwnProject() ? 2 : 1) : 1;
    }

    @Override
    public Engine.Run begin() throws IOException, InterruptedException {
        var before = sets.seen(declared);
        var set = declared.creates()
                ? sets.write(declared, secrets)
                : before.orElseThrow(() -> Fitting.missing(declared));
        var generation = set.getMetadata().getGeneration();
        var changed =
                before.isEmpty() || !before.get().getMetadata().getGeneration().equals(generation);
        var run = new SetRun(sets, declared, runs, new SetPatience(patience, changed));
        run.begin(set);
        return run;
    }
}
