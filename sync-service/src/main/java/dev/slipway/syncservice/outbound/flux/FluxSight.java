package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import java.io.IOException;
import java.util.Optional;

/** Kustomizations and HelmReleases, with the sources that they name, as the watches of their namespaces tell. */
record FluxSight(FluxApi api) implements Sight {

    @Override
    public String object(EnvironmentDesired desired) {
        var environment = new FluxEnvironment(desired);
        return environment.kind() + " " + environment.namespace() + "/" + environment.name();
    }

    @Override
    public Sighting of(EnvironmentDesired desired) throws IOException, InterruptedException {
        var environment = new FluxEnvironment(desired);
        var applier = find(environment.kind(), environment.namespace(), environment.name());
        if (applier.isEmpty()) {
            return Sighting.missing(FluxEngine.TYPE, object(desired));
        }
        var seen = new Sighting(
                FluxObserved.of(applier.get().resource()), applier.get().version());
        var source = source(applier.get());
        return source.isEmpty() ? seen : withSource(seen, source.get());
    }

    private Optional<FluxObject> find(FluxKind kind, String namespace, String name)
            throws IOException, InterruptedException {
        return api.watched(kind, namespace).current(namespace, name).map(FluxObject::new);
    }

    private Optional<FluxObject> source(FluxObject applier) throws IOException, InterruptedException {
        var spec = applier.spec();
        var ref = spec.has("sourceRef") ? spec.at("sourceRef") : spec.at("chart", "spec", "sourceRef");
        var kind = FluxKind.of(ref.text("kind", ""));
        return kind.isEmpty()
                ? Optional.empty()
                : find(kind.get(), ref.text("namespace", applier.namespace()), ref.text("name", ""));
    }

    /** What applies is content with what it has: that there may be something newer only the source knows. */
    private static Sighting withSource(Sighting seen, FluxObject source) {
        var observation = seen.observation();
        var told = source.failed()
                .map(failed -> new Observation(
                        observation.engine(),
                        observation.object(),
                        EngineSync.UNKNOWN,
                        observation.health(),
                        observation.revision(),
                        source + ": " + failed.reason() + ": " + failed.message(),
                        observation.resources()))
                .orElse(observation);
        return new Sighting(told, Math.max(seen.version(), source.version()));
    }
}
