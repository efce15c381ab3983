package dev.slipway.syncservice.core.install;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A cluster that takes what it is not told to refuse. */
final class FakeSite implements Site {
    final List<String> applied = new ArrayList<>();
    final Queue<Rollout> rollouts = new ArrayDeque<>();
    int servedAfter;

    @Nullable
    String version;

    @Nullable
    String definitionsVersion;

    @Nullable
    PermanentFailure refuses;

    @Nullable
    IOException breaks;

    @Override
    public String namespace() {
        return "flux-system";
    }

    @Override
    public Finding found() {
        return new Finding("flux", "flux-system", EngineHealth.HEALTHY, version, List.of(), List.of(), List.of());
    }

    @Override
    public @Nullable String version(Manifest definition) {
        return definitionsVersion;
    }

    @Override
    public void rehearse(Manifest manifest) {
        if (refuses != null && manifest.kind().equals("Deployment")) {
            throw refuses;
        }
    }

    @Override
    public void apply(Manifest manifest) throws IOException {
        if (breaks != null && manifest.kind().equals("Namespace")) {
            throw breaks;
        }
        applied.add(manifest.kind() + " " + manifest.name());
    }

    @Override
    public boolean serves(Manifest definition) {
        return servedAfter-- <= 0;
    }

    @Override
    public Rollout rollout(List<Manifest> manifests) {
        var next = rollouts.size() > 1 ? rollouts.poll() : rollouts.peek();
        return next == null ? new Rollout.Done(1) : next;
    }
}
