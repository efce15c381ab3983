package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Argo CD: an environment is an Application. Slipway writes it, or drives one that is there; asks for a sync to the exact revision, once; and
 * takes it as live when Argo CD says that the release's content is synced and healthy.
 */
public final class ArgoCd implements Engine {
    public static final String TYPE = Declared.TYPE;
    /** So long what generates Applications may take, as long as it says nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Applications applications;
    private final ArgoSecrets secrets;
    private final Contents contents;
    private final Cluster cluster;
    private final Duration patience;

    ArgoCd(Applications applications, Secrets secrets, Contents contents, Cluster cluster, Duration patience) {
        this.applications = applications;
        this.secrets = new ArgoSecrets(secrets);
        this.contents = contents;
        this.cluster = cluster;
        this.patience = patience;
    }

    /** By the API server of the cluster that Argo CD runs in. */
    public static ArgoCd in(
            KubernetesClient client, Watches watches, Secrets secrets, Contents contents, Cluster cluster) {
        return in(client, watches, secrets, contents, cluster, PATIENCE);
    }

    static ArgoCd in(
            KubernetesClient client,
            Watches watches,
            Secrets secrets,
            Contents contents,
            Cluster cluster,
            Duration patience) {
        var applications = new ClusterApplications(new EngineObjects(client), watches, Clock.systemUTC());
        return new ArgoCd(applications, secrets, contents, cluster, patience);
    }

    /** By Argo CD's own API server, where its cluster's is out of reach: drives only. */
    public static ArgoCd at(String server, String tokenSecret, Secrets secrets, Contents contents, Cluster cluster) {
        var applications = new RestApplications(
                URI.create(server), () -> secrets.find(tokenSecret, "token").orElse(""), new KubernetesSerialization());
        return new ArgoCd(applications, secrets, contents, cluster, PATIENCE);
    }

    @Override
    public Plan plan(EnvironmentDesired desired) throws IOException {
        var declared = Declared.of(desired);
        contents.learn(desired);
        try {
            if (declared.isSet()) {
                return planOfSet(desired, declared);
            }
            var seen = applications.seen(declared);
            seen.ifPresent(application -> Fitting.mustBeOf(declared, application));
            if (!declared.creates()) {
                var there = seen.isPresent() ? seen : applications.now(declared);
                Fitting.mustFit(
                        declared, ApplicationState.of(there.orElseThrow(() -> Fitting.missing(declared)), declared));
                return new Planned(desired, declared, List.of());
            }
            return new Planned(
                    desired, declared, secrets.of(declared, desired.source().credentials()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Plan planOfSet(EnvironmentDesired desired, Declared declared) throws IOException, InterruptedException {
        var sets = applications.sets().orElseThrow(() -> Fitting.noSets(declared));
        sets.seen(declared).ifPresent(set -> Fitting.mustBeOf(declared, set));
        if (!declared.creates()) {
            var set = sets.seen(declared).orElseThrow(() -> Fitting.missing(declared));
            Fitting.mustFit(declared, ApplicationState.ofTemplate(set, declared));
            Fitting.mustGoAtOnce(declared, SetState.of(set));
        } else {
            Fitting.mustGoAtOnce(declared, SetState.wanted(declared));
        }
        var credentials = desired.source().credentials();
        return new SetPlan(
                sets,
                declared,
                declared.creates() ? secrets.of(declared, credentials) : List.of(),
                patience,
                member -> new ArgoRun(applications, contents, cluster, desired, member));
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
                    : applications.now(declared).orElseThrow(() -> Fitting.missing(declared));
            var run = new ArgoRun(applications, contents, cluster, desired, declared);
            run.begin(application);
            return run;
        }
    }
}
