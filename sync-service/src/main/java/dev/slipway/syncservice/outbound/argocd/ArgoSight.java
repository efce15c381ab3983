package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Watches;
import java.io.IOException;

/** Applications, and sets of them, as the watches of their namespace tell. */
record ArgoSight(Watches watches, ApplicationSets sets) implements Sight {

    @Override
    public String object(EnvironmentDesired desired) {
        return Declared.of(desired).toString();
    }

    @Override
    public Sighting of(EnvironmentDesired desired) throws IOException, InterruptedException {
        var declared = Declared.of(desired);
        if (declared.isSet()) {
            return ofSet(declared);
        }
        return watches.of(APPLICATIONS, declared.namespace())
                .current(declared.namespace(), declared.name())
                .map(application -> new Sighting(
                        ArgoObservation.of(application),
                        Long.parseLong(application.getMetadata().getResourceVersion())))
                .orElseGet(() -> Sighting.missing(Declared.TYPE, declared.toString()));
    }

    private Sighting ofSet(Declared declared) throws IOException, InterruptedException {
        var set = sets.current(declared);
        return set.isEmpty()
                ? Sighting.missing(Declared.TYPE, declared.toString())
                : SetObservation.of(declared, set.get(), sets.generated(set.get()));
    }
}
