package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.engine.ReadOnce;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;

/** Applications as the watch of their namespace tells. */
record ArgoSight(Watches watches, Begun begun) implements Sight {

    @Override
    public View of(EnvironmentDesired desired) {
        var declared = Declared.of(desired);
        return new Seen(declared.namespace(), declared.name(), declared.toString(), new ReadOnce<>(ArgoSight::read));
    }

    private final class Seen implements View {
        private final String namespace;
        private final String name;
        private final String object;
        private final ReadOnce<Sighting> read;

        Seen(String namespace, String name, String object, ReadOnce<Sighting> read) {
            this.namespace = namespace;
            this.name = name;
            this.object = object;
            this.read = read;
        }

        @Override
        public String object() {
            return object;
        }

        @Override
        public Sighting now() throws IOException {
            return begun.of("Applications in namespace " + namespace, () -> watches.of(APPLICATIONS, namespace))
                    .current(namespace, name)
                    .map(read::of)
                    .orElseGet(() -> Sighting.missing(Declared.TYPE, object));
        }
    }

    private static Sighting read(GenericKubernetesResource application) {
        return new Sighting(
                ArgoObservation.of(application),
                Long.parseLong(application.getMetadata().getResourceVersion()));
    }
}
