package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.SETS;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.engine.ReadOnce;
import dev.slipway.syncservice.outbound.engine.Watched;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;

/** Applications, and sets of them, as the watches of their namespace tell. */
record ArgoSight(Watches watches, Begun begun) implements Sight {

    @Override
    public View of(EnvironmentDesired desired) {
        var declared = Declared.of(desired);
        return declared.isSet() ? new SeenSet(declared) : new SeenAlone(declared);
    }

    private Watched applications(String namespace) throws IOException {
        return begun.of("Applications in namespace " + namespace, () -> watches.of(APPLICATIONS, namespace));
    }

    private final class SeenAlone implements View {
        private final Declared declared;
        private final ReadOnce<Sighting> read = new ReadOnce<>(ArgoSight::read);

        SeenAlone(Declared declared) {
            this.declared = declared;
        }

        @Override
        public String object() {
            return declared.toString();
        }

        @Override
        public Sighting now() throws IOException {
            return applications(declared.namespace())
                    .current(declared.namespace(), declared.name())
                    .map(read::of)
                    .orElseGet(() -> Sighting.missing(Declared.TYPE, object()));
        }
    }

    private final class SeenSet implements View {
        private final Declared declared;

        SeenSet(Declared declared) {
            this.declared = declared;
        }

        @Override
        public String object() {
            return declared.toString();
        }

        @Override
        public Sighting now() throws IOException {
            var namespace = declared.namespace();
            var applications = applications(namespace);
            return begun.of("ApplicationSets in namespace " + namespace, () -> watches.of(SETS, namespace))
                    .current(namespace, declared.name())
                    .map(set -> SetObservation.of(declared, set, ApplicationSets.generated(set, applications)))
                    .orElseGet(() -> Sighting.missing(Declared.TYPE, object()));
        }
    }

    private static Sighting read(GenericKubernetesResource application) {
        return new Sighting(
                ArgoObservation.of(application),
                Long.parseLong(application.getMetadata().getResourceVersion()));
    }
}
