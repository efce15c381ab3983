package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Watches;
import java.io.IOException;

/** Applications as the watch of their namespace tells. */
record ArgoSight(Watches watches) implements Sight {

    @Override
    public String object(EnvironmentDesired desired) {
        return Declared.of(desired).toString();
    }

    @Override
    public Sighting of(EnvironmentDesired desired) throws IOException, InterruptedException {
        var declared = Declared.of(desired);
        return watches.of(APPLICATIONS, declared.namespace())
                .current(declared.namespace(), declared.name())
                .map(application -> new Sighting(
                        ArgoObservation.of(application),
                        Long.parseLong(application.getMetadata().getResourceVersion())))
                .orElseGet(() -> Sighting.missing(Declared.TYPE, declared.toString()));
    }
}
