package dev.slipway.syncservice;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.KafkaSettings;
import dev.slipway.service.secrets.FolderSecrets;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.syncservice.core.Beginnings;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.ClusterActor;
import dev.slipway.syncservice.core.ClusterWork;
import dev.slipway.syncservice.core.Direct;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Inspecting;
import dev.slipway.syncservice.core.Inspection;
import dev.slipway.syncservice.core.KnownContents;
import dev.slipway.syncservice.core.Looking;
import dev.slipway.syncservice.core.Observer;
import dev.slipway.syncservice.core.Patience;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.core.SyncDecider;
import dev.slipway.syncservice.core.Synchronizer;
import dev.slipway.syncservice.core.install.Allowed;
import dev.slipway.syncservice.core.install.Installer;
import dev.slipway.syncservice.inbound.Inspections;
import dev.slipway.syncservice.inbound.Observing;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.GitDesiredTree;
import dev.slipway.syncservice.outbound.KafkaHints;
import dev.slipway.syncservice.outbound.Kubeconfig;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.SyncSettings;
import dev.slipway.syncservice.outbound.argocd.ArgoCd;
import dev.slipway.syncservice.outbound.argocd.ArgoInspection;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import dev.slipway.syncservice.outbound.engine.Watches;
import dev.slipway.syncservice.outbound.flux.FluxApi;
import dev.slipway.syncservice.outbound.flux.FluxEngine;
import dev.slipway.syncservice.outbound.flux.FluxInspection;
import dev.slipway.syncservice.outbound.install.ClusterSite;
import dev.slipway.syncservice.outbound.install.ManifestFolder;
import dev.slipway.syncservice.outbound.install.ManifestReader;
import dev.slipway.syncservice.outbound.install.ManifestUrls;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds sync-service out of its parts. */
@ApplicationScoped
class Wiring {
    private static final int TIMEOUT_MILLIS = 10_000;
    /** Doubled five times while the API server is away. */
    private static final int RECONNECT_MILLIS = 200;

    /** Longer than most have to; a row that says so is written for the others. */
    private static final Duration IN_LINE = Duration.ofSeconds(5);

    /** An engine's manifest. */
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(1);

    private @Nullable Mirrors mirrors;
    private @Nullable KubernetesClient client;
    private @Nullable Watches watches;
    private @Nullable KafkaHints hints;

    void start(
            @Observes StartupEvent start,
            Flows flows,
            SyncSettings settings,
            KafkaSettings kafka,
            MeterRegistry registry,
            @ConfigProperty(name = "slipway.secrets") Path folder,
            @ConfigProperty(name = "slipway.cache") Path cache)
            throws IOException {
        var service = "sync-service." + settings.cluster();
        var secrets = new FolderSecrets(folder);
        mirrors = Mirrors.in(cache.resolve(service), GitLimits.defaults());
        client = new KubernetesClientBuilder()
                .withConfig(config(settings, secrets))
                .build();
        var trees = new GitDesiredTree(mirrors, secrets);
        var contents = new KnownContents(trees);
        var cluster = new KubernetesCluster(client);
        watches = new Watches(client);
        Patience patience = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        var direct = new Direct(trees, cluster, patience);
        var here = ArgoCd.in(client, watches, secrets, contents, cluster);
        var argocd = settings.argocdServer()
                .map(server -> ArgoCd.at(server, settings.argocdTokenSecret(), secrets, contents, cluster))
                .orElse(here);
        var flux = new FluxEngine(new FluxApi(client, watches), secrets, contents, cluster);
        var engines = Map.<String, Engine>of("direct", direct, ArgoCd.TYPE, argocd, FluxEngine.TYPE, flux);
        var synchronizer = new Synchronizer(
                engines, SyncStrategies.found(), new Beginnings(settings.atOnce(), IN_LINE), settings.rolloutMax());
        flows.start(
                service,
                new SyncDecider(settings.cluster()),
                ClusterWork.class,
                new ClusterActor(synchronizer, installer(settings, cluster, patience)),
                settings.watchedAtOnce(),
                "sync");
        observe(service, engines, flows, settings, kafka.instance(), registry);
    }

    private void observe(
            String service,
            Map<String, Engine> engines,
            Flows flows,
            SyncSettings settings,
            String instance,
            MeterRegistry registry) {
        var clock = Clock.systemUTC();
        var observer = new Observer(settings.settle(), instance);
        for (var health : EngineHealth.values()) {
            Gauge.builder("slipway.engines", () -> observer.count(health))
                    .tag("service", service)
                    .tag("health", health.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        var sights = new HashMap<String, Sight>();
        engines.forEach((type, engine) -> engine.sight().ifPresent(sight -> sights.put(type, sight)));
        hints = new KafkaHints(flows.clients(), flows.topics(), service, clock);
        var looking = new Looking(sights, observer, hints);
        flows.start(service, new Observing(flows.clients(), flows.topics(), settings.cluster(), looking, clock));
        var inspecting = new Inspecting(settings.cluster(), instance, inspections(settings), hints);
        flows.start(service, new Inspections(inspecting, settings.inspectEvery(), clock));
    }

    private Installer installer(SyncSettings settings, Cluster cluster, Patience patience) {
        var api = Objects.requireNonNull(client);
        var flux = new ClusterSite(api, new FluxInspection(new EngineApi(api), settings.fluxNamespace()), cluster);
        return new Installer(
                Map.of(FluxEngine.TYPE, flux),
                Allowed.of(settings.installEngines()),
                new ManifestReader(new ManifestUrls(FETCHED_WITHIN), new ManifestFolder(settings.manifests())),
                settings.rolloutMax(),
                patience);
    }

    private List<Inspection> inspections(SyncSettings settings) {
        var api = new EngineApi(Objects.requireNonNull(client));
        return List.of(
                new ArgoInspection(api, settings.argocdNamespace()), new FluxInspection(api, settings.fluxNamespace()));
    }

    void stop(@Observes ShutdownEvent stop) throws IOException {
        if (hints != null) {
            hints.close();
        }
        if (watches != null) {
            watches.close();
        }
        if (client != null) {
            client.close();
        }
        if (mirrors != null) {
            mirrors.close();
        }
    }

    private static Config config(SyncSettings settings, Secrets secrets) {
        var config = settings.apiServer()
                .map(url -> new ConfigBuilder(Config.empty()).withMasterUrl(url))
                .or(() -> settings.kubeconfig()
                        .map(file -> new ConfigBuilder(
                                Kubeconfig.read(file, settings.context().orElse(null)))))
                .orElseGet(ConfigBuilder::new);
        // Asked for each request: a rotation is seen at once.
        settings.tokenSecret()
                .ifPresent(name -> config.withOauthTokenProvider(
                        () -> secrets.find(name, "token").orElse("")));
        return ClientKey.asItsCertificateSays(config.withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .withWatchReconnectInterval(RECONNECT_MILLIS)
                .build());
    }
}
