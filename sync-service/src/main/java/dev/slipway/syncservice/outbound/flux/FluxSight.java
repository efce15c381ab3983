package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.engine.ReadOnce;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kustomizations and HelmReleases, with the sources that they name, as the watches of their namespaces tell. */
record FluxSight(FluxApi api, Begun begun) implements Sight {

    @Override
    public View of(EnvironmentDesired desired) {
        var environment = new FluxEnvironment(desired);
        return new Seen(
                new Place(environment.kind(), environment.namespace(), environment.name()),
                environment.beside().stream()
                        .filter(FluxBeside::isFetched)
                        .map(source -> new Place(source.kind(), source.namespace(), source.name()))
                        .toList());
    }

    private record Place(FluxKind kind, String namespace, String name) {

        @Override
        public String toString() {
            return kind + " " + namespace + "/" + name;
        }
    }

    private record Applier(Sighting sighting, Optional<Place> source) {}

    /** @param trouble why it has not what is in Git */
    private record Source(@Nullable String trouble, long version) {}

    private final class Seen implements View {
        private final Place place;
        private final ReadOnce<Applier> applier = new ReadOnce<>(FluxSight::applier);
        private final ReadOnce<Source> source = new ReadOnce<>(FluxSight::source);
        private final Map<Place, ReadOnce<Source>> beside = new LinkedHashMap<>();

        Seen(Place place, List<Place> beside) {
            this.place = place;
            beside.forEach(each -> this.beside.put(each, new ReadOnce<>(FluxSight::source)));
        }

        @Override
        public String object() {
            return place.toString();
        }

        @Override
        public Sighting now() throws IOException {
            var found = find(place).map(applier::of);
            if (found.isEmpty()) {
                return Sighting.missing(FluxEngine.TYPE, object());
            }
            var sighting = found.get().sighting();
            var its = found.get().source();
            var own = its.isEmpty()
                    ? sighting
                    : find(its.get())
                            .map(source::of)
                            .map(seen -> withSource(sighting, seen))
                            .orElse(sighting);
            return withThoseBeside(own);
        }

        private Sighting withThoseBeside(Sighting own) throws IOException {
            var all = own;
            for (var each : beside.entrySet()) {
                var seen = find(each.getKey()).map(each.getValue()::of);
                all = seen.isPresent() ? withSource(all, seen.get()) : all;
            }
            return all;
        }
    }

    private Optional<GenericKubernetesResource> find(Place place) throws IOException {
        var what = place.kind() + "s in namespace " + place.namespace();
        return begun.of(what, () -> api.watched(place.kind(), place.namespace()))
                .current(place.namespace(), place.name());
    }

    private static Applier applier(GenericKubernetesResource resource) {
        var object = new FluxObject(resource);
        var spec = object.spec();
        var ref = spec.has("sourceRef") ? spec.at("sourceRef") : spec.at("chart", "spec", "sourceRef");
        var source = FluxKind.of(ref.text("kind", ""))
                .map(kind -> new Place(kind, ref.text("namespace", object.namespace()), ref.text("name", "")));
        return new Applier(new Sighting(FluxObserved.of(resource), object.version()), source);
    }

    private static Source source(GenericKubernetesResource resource) {
        var object = new FluxObject(resource);
        return new Source(
                object.failed()
                        .map(failed -> object + ": " + failed.reason() + ": " + failed.message())
                        .orElse(null),
                object.version());
    }

    private static Sighting withSource(Sighting seen, Source source) {
        var told = source.trouble() == null ? seen.observation() : without(seen.observation(), source.trouble());
        return new Sighting(told, Math.max(seen.version(), source.version()));
    }

    /**
     * What applies is content with what it has: that there may be something newer only the source knows. Where it is not content, its own
     * words come first.
     */
    private static Observation without(Observation seen, String trouble) {
        var isContent = seen.sync() == EngineSync.SYNCED && seen.health() != EngineHealth.DEGRADED;
        return new Observation(
                seen.engine(),
                seen.object(),
                isContent ? EngineSync.UNKNOWN : seen.sync(),
                seen.health(),
                seen.revision(),
                isContent || seen.message() == null ? trouble : seen.message() + "; " + trouble,
                seen.resources());
    }
}
