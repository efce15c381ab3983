package dev.slipway.syncservice.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes everything, unless told not to, and rolls out as it was told; the last of that it repeats. */
final class FakeCluster implements Cluster {
    final List<String> applied = new ArrayList<>();
    final Deque<Rollout> rollouts = new ArrayDeque<>(List.of(new Rollout.Done(2)));

    @Nullable
    RuntimeException refusal;

    Runnable looked = () -> {};

    @Override
    public void apply(List<Manifest> manifests, String namespace) {
        if (refusal != null) {
            throw refusal;
        }
        manifests.forEach(manifest -> applied.add(namespace + " " + manifest));
    }

    @Override
    public Rollout rollout(List<Manifest> manifests, String namespace) throws IOException {
        try {
            looked.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return rollouts.size() > 1 ? rollouts.removeFirst() : rollouts.getFirst();
    }

    void rollsOut(Rollout... inTurn) {
        rollouts.clear();
        rollouts.addAll(List.of(inTurn));
    }
}
