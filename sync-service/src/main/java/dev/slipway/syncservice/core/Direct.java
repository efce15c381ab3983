package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Slipway itself as the engine: applies the manifests and follows the rollout. */
public final class Direct implements Engine {
    private final DesiredTree trees;
    private final Cluster cluster;
    private final Patience patience;

    public Direct(DesiredTree trees, Cluster cluster, Patience patience) {
        this.trees = trees;
        this.cluster = cluster;
        this.patience = patience;
    }

    @Override
    public Plan plan(EnvironmentDesired desired) throws IOException {
        var manifests = Manifests.parse(trees.read(desired.source()));
        manifests.forEach(manifest -> manifest.mustBelongTo(desired.namespace()));
        return new Applying(manifests, desired.namespace());
    }

    private final class Applying implements Plan, Run {
        private final List<Manifest> manifests;
        private final String namespace;

        private Applying(List<Manifest> manifests, String namespace) {
            this.manifests = manifests;
            this.namespace = namespace;
        }

        @Override
        public int objects() {
            return manifests.size();
        }

        @Override
        public Run begin() throws IOException, InterruptedException {
            cluster.apply(manifests, namespace);
            return this;
        }

        @Override
        public String done() {
            return manifests.size() + " objects in namespace " + namespace;
        }

        @Override
        public Rollout look() throws IOException {
            return cluster.rollout(manifests, namespace);
        }

        @Override
        public void rest(Duration most) throws InterruptedException {
            patience.rest(most);
        }
    }
}
