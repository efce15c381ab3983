package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.core.Sighting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An ApplicationSet as an observation: the worst of its Applications. Pure. */
final class SetObservation {
    private static final List<EngineHealth> WORSE = List.of(
            EngineHealth.HEALTHY,
            EngineHealth.SUSPENDED,
            EngineHealth.PROGRESSING,
            EngineHealth.MISSING,
            EngineHealth.DEGRADED,
            EngineHealth.UNKNOWN);
    private static final List<EngineSync> LESS_IN_SYNC =
            List.of(EngineSync.SYNCED, EngineSync.OUT_OF_SYNC, EngineSync.UNKNOWN);
    private static final Comparator<Observation> BAD = Comparator.<Observation>comparingInt(
                    one -> WORSE.indexOf(one.health()))
            .thenComparingInt(one -> LESS_IN_SYNC.indexOf(one.sync()));

    private SetObservation() {}

    static Sighting of(Declared declared, GenericKubernetesResource set, List<GenericKubernetesResource> applications) {
        var newest = Stream.concat(Stream.of(set), applications.stream())
                .mapToLong(one -> Long.parseLong(one.getMetadata().getResourceVersion()))
                .max()
                .orElse(0);
        var observed = applications.stream().map(ArgoObservation::of).toList();
        return new Sighting(observation(declared, SetState.of(set).error().orElse(null), observed), newest);
    }

    private static Observation observation(Declared declared, @Nullable String error, List<Observation> all) {
        var worst = all.stream().max(BAD).orElse(null);
        return new Observation(
                Declared.TYPE,
                declared.toString(),
                error != null || worst == null ? EngineSync.UNKNOWN : leastInSync(all),
                worst == null ? EngineHealth.MISSING : worst.health(),
                worst == null ? null : worst.revision(),
                error != null ? error : message(all, worst),
                resources(all));
    }

    private static EngineSync leastInSync(List<Observation> all) {
        return all.stream()
                .map(Observation::sync)
                .max(Comparator.comparingInt(LESS_IN_SYNC::indexOf))
                .orElse(EngineSync.UNKNOWN);
    }

    private static @Nullable String message(List<Observation> all, @Nullable Observation worst) {
        if (worst == null) {
            return "it has generated no Application";
        }
        var unwell = all.stream().filter(one -> !isWell(one)).count();
        return unwell == 0
                ? null
                : unwell + " of " + all.size() + " Applications are not as they should be; " + worst.object()
                        + (worst.message() == null ? "" : ": " + worst.message());
    }

    private static boolean isWell(Observation one) {
        return one.health() == EngineHealth.HEALTHY && one.sync() == EngineSync.SYNCED;
    }

    private static @Nullable Integer resources(List<Observation> all) {
        return all.isEmpty() || all.stream().anyMatch(one -> one.resources() == null)
                ? null
                : all.stream()
                        .map(Observation::resources)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum();
    }
}
