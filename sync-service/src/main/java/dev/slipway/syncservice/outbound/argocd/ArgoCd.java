package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Argo CD: an environment is an Application. Slipway writes it, or drives one that is there; asks for a sync to the exact revision, once; and
 * takes it as live when Argo CD says that the release's content is synced and healthy.
 */
public final class ArgoCd implements Engine {
    public static final String TYPE = Declared.TYPE;
    private static final Set<String> HEAD = Set.of("", "HEAD");

    private final Applications applications;
    private final ArgoSecrets secrets;
    private final Contents contents;
    private final Cluster cluster;

    ArgoCd(Applications applications, Secrets secrets, Contents contents, Cluster cluster) {
        this.applications = applications;
        this.secrets = new ArgoSecrets(secrets);
        this.contents = contents;
        this.cluster = cluster;
    }

    /** By the API server of the cluster that Argo CD runs in. */
    public static ArgoCd in(
            KubernetesClient client, Watches watches, Secrets secrets, Contents contents, Cluster cluster) {
        var applications = new ClusterApplications(new EngineObjects(client), watches, Clock.systemUTC());
        return new ArgoCd(applications, secrets, contents, cluster);
    }

    /** By Argo CD's own API server, where its cluster's is out of reach: drives only. */
    public static ArgoCd at(String server, String tokenSecret, Secrets secrets, Contents contents, Cluster cluster) {
        var applications = new RestApplications(
                URI.create(server), () -> secrets.find(tokenSecret, "token").orElse(""), new KubernetesSerialization());
        return new ArgoCd(applications, secrets, contents, cluster);
    }

    @Override
    public Plan plan(EnvironmentDesired desired) throws IOException {
        var declared = Declared.of(desired);
        contents.learn(desired);
        try {
            var seen = applications.seen(declared);
            seen.ifPresent(application -> mustBeOf(declared, application));
            if (!declared.creates()) {
                var there = seen.isPresent() ? seen : applications.now(declared);
                mustFit(declared, there.orElseThrow(() -> missing(declared)));
                return new Planned(desired, declared, List.of());
            }
            return new Planned(
                    desired, declared, secrets.of(declared, desired.source().credentials()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public Optional<Sight> sight() {
        return applications.sight();
    }

    private final class Planned implements Plan {
        private final EnvironmentDesired desired;
        private final Declared declared;
        private final List<Map<String, Object>> secretObjects;

        private Planned(EnvironmentDesired desired, Declared declared, List<Map<String, Object>> secretObjects) {
            this.desired = desired;
            this.declared = declared;
            this.secretObjects = secretObjects;
        }

        /** Those that Slipway writes; how many Argo CD applies only Argo CD knows. */
        @Override
        public int objects() {
            return declared.creates() ? secretObjects.size() + (declared.hasOwnProject() ? 2 : 1) : 1;
        }

        @Override
        public Run begin() throws IOException, InterruptedException {
            var application = declared.creates()
                    ? applications.write(declared, secretObjects)
                    : applications.now(declared).orElseThrow(() -> missing(declared));
            var run = new ArgoRun(applications, contents, cluster, desired, declared);
            run.begin(application);
            return run;
        }
    }

    private static void mustBeOf(Declared declared, GenericKubernetesResource application) {
        var annotations = application.getMetadata().getAnnotations();
        var owner = annotations == null ? null : annotations.get(ArgoObjects.ENVIRONMENT);
        if (declared.creates() && owner != null && !owner.equals(declared.environment())) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    declared + " is the one of environment " + owner,
                    "set engine.name of " + declared.environment() + " or of " + owner + " to another name");
        }
    }

    /** What is driven as it is must be about the path that the release is in. */
    private static void mustFit(Declared declared, GenericKubernetesResource application) {
        var state = ApplicationState.of(application, declared);
        if (!declared.autoSync() && state.syncsItself()) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    declared + " syncs itself, but its environment says autoSync: false",
                    "take spec.syncPolicy.automated out of the Application, or autoSync: false out of the catalog");
        }
        var source = state.ourSource();
        var path = source.text("path");
        if (!source.has("ref") && (path == null || !Declared.bare(path).equals(declared.path()))) {
            throw unfit(declared, path == null ? "no path" : "path " + path, "path " + declared.path());
        }
        var revision = source.text("targetRevision", "");
        if (!HEAD.contains(revision)
                && !revision.replaceFirst("^refs/heads/", "").equals(declared.branch())) {
            throw unfit(declared, "revision " + revision, "branch " + declared.branch());
        }
    }

    private static PermanentFailure unfit(Declared declared, String has, String wanted) {
        return new PermanentFailure(
                Segment.ENGINE,
                declared + " reads " + has + ", but the environment's config is " + wanted,
                "name the right Application in engine.name, or correct the environment's config or the Application");
    }

    private static PermanentFailure missing(Declared declared) {
        return new PermanentFailure(
                Segment.ENGINE,
                "there is no " + declared,
                "create it, set engine.name and engine.namespace to where it is, or let Slipway create it: engine.create:"
                        + " true");
    }
}
