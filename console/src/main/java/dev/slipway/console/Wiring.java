package dev.slipway.console;

import dev.slipway.console.core.arrival.RecentArrivals;
import dev.slipway.console.core.connection.Connections;
import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.deploy.Deployments;
import dev.slipway.console.core.engine.ClusterEngines;
import dev.slipway.console.core.engine.EngineOrders;
import dev.slipway.console.core.engine.EngineStates;
import dev.slipway.console.core.line.Commands;
import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.webhook.Webhooks;
import dev.slipway.console.core.work.Letters;
import dev.slipway.console.core.work.Replays;
import dev.slipway.console.core.work.Requests;
import dev.slipway.console.inbound.catalog.CatalogWatch;
import dev.slipway.console.inbound.facts.Projection;
import dev.slipway.console.inbound.web.Live;
import dev.slipway.console.outbound.KafkaArrivals;
import dev.slipway.console.outbound.KafkaCatalogTopic;
import dev.slipway.console.outbound.KafkaCommands;
import dev.slipway.console.outbound.KafkaDeadLetters;
import dev.slipway.console.outbound.KafkaDesiredRows;
import dev.slipway.console.outbound.KafkaRequests;
import dev.slipway.console.outbound.KafkaWork;
import dev.slipway.console.outbound.PostgresAccounts;
import dev.slipway.console.outbound.PostgresClusterEngines;
import dev.slipway.console.outbound.PostgresDeliveries;
import dev.slipway.console.outbound.PostgresEngines;
import dev.slipway.console.outbound.Schema;
import dev.slipway.console.outbound.cdevents.CdEventsOutlet;
import dev.slipway.console.outbound.config.GitConfigFolders;
import dev.slipway.console.outbound.connection.ProbedConnections;
import dev.slipway.console.outbound.forge.ForgeWebhooks;
import dev.slipway.console.outbound.otlp.OtlpOutlet;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaSettings;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.secrets.FolderSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Builds the console out of its parts. */
@ApplicationScoped
class Wiring {
    /** Before the channels connect, which need their topics. */
    private static final int EARLY = 100;

    private static final List<String> ACTING =
            List.of("webhook-service", "build-service", "config-updater", "notifier");
    private static final List<String> READ = List.of("push", "image", "command", "config", "sync", "notice");

    @Produces
    @Singleton
    Deliveries deliveries(DataSource source) {
        return new PostgresDeliveries(source);
    }

    @Produces
    @Singleton
    EngineStates engineStates(DataSource source) {
        return new PostgresEngines(source);
    }

    @Produces
    @Singleton
    ClusterEngines clusterEngines(DataSource source) {
        return new PostgresClusterEngines(source);
    }

    @Produces
    @Singleton
    PostgresAccounts accounts(DataSource source) {
        return new PostgresAccounts(source);
    }

    @Produces
    @Singleton
    Schema schema(
            Flyway flyway,
            PostgresAccounts accounts,
            @ConfigProperty(name = "slipway.console.admin-password") Optional<String> password) {
        return new Schema(flyway, accounts, password);
    }

    @Produces
    @Singleton
    KafkaCatalogTopic catalogTopic(Flows flows) {
        return new KafkaCatalogTopic(flows.clients(), flows.topics());
    }

    @Produces
    @Singleton
    CatalogWatch catalogWatch(
            KafkaCatalogTopic topic,
            MeterRegistry registry,
            @ConfigProperty(name = "slipway.catalog.folder") Path folder,
            @ConfigProperty(name = "slipway.clusters") List<String> clusters) {
        return new CatalogWatch(folder, clusters, topic, registry);
    }

    @Produces
    @Singleton
    Projection projection(
            Deliveries deliveries, KafkaCatalogTopic topic, Flows flows, Live live, MeterRegistry registry) {
        return new Projection(deliveries, topic, new KafkaDeadLetters(flows.clients(), flows.topics()), live, registry);
    }

    @Produces
    @Singleton
    Loop catalogLoop(
            KafkaCatalogTopic topic, CatalogWatch watch, @ConfigProperty(name = "slipway.catalog.poll") Duration poll) {
        return new Loop("console catalog", topic.following(poll, watch::look));
    }

    @Produces
    @Singleton
    KafkaWork work(
            Flows flows, MeterRegistry registry, @ConfigProperty(name = "slipway.clusters") List<String> clusters) {
        var syncs = clusters.stream().map(cluster -> "sync-service." + cluster);
        return new KafkaWork(
                flows.clients(),
                flows.topics(),
                Stream.concat(ACTING.stream(), syncs).toList(),
                registry);
    }

    @Produces
    @Singleton
    Requests requests(Flows flows) {
        return new KafkaRequests(flows.clients(), flows.topics());
    }

    @Produces
    @Singleton
    Connections connections(@ConfigProperty(name = "slipway.secrets") Path secrets, GitConfigFolders folders) {
        return new ProbedConnections(new FolderSecrets(secrets), folders);
    }

    @Produces
    @Singleton
    Replays replays(
            Flows flows,
            Requests requests,
            Deliveries deliveries,
            @ConfigProperty(name = "slipway.clusters") List<String> clusters) {
        var rows = new KafkaDesiredRows(flows.clients(), flows.topics(), clusters);
        return new Replays(requests, rows, deliveries, clusters);
    }

    @Produces
    @Singleton
    Commands commands(Flows flows) {
        return new KafkaCommands(flows.clients(), flows.topics());
    }

    @Produces
    @Singleton
    LineOrders lineOrders(Commands commands, Deliveries deliveries) {
        return new LineOrders(deliveries, commands);
    }

    @Produces
    @Singleton
    EngineOrders engineOrders(Commands commands, @ConfigProperty(name = "slipway.clusters") List<String> clusters) {
        return new EngineOrders(clusters, commands);
    }

    @Produces
    @Singleton
    GitConfigFolders configFolders(
            @ConfigProperty(name = "slipway.secrets") Path secrets,
            @ConfigProperty(name = "slipway.cache") Path cache) {
        return new GitConfigFolders(cache.resolve("console"), new FolderSecrets(secrets));
    }

    @Produces
    @Singleton
    Deployments deployments(Deliveries deliveries, Commands commands, GitConfigFolders folders) {
        return new Deployments(deliveries, commands, folders);
    }

    @Produces
    @Singleton
    Letters letters(KafkaWork work, Requests requests, KafkaCatalogTopic catalog) {
        return new Letters(work, requests, catalog);
    }

    @Produces
    @Singleton
    Webhooks webhooks(
            @ConfigProperty(name = "slipway.secrets") Path secrets,
            @ConfigProperty(name = "slipway.public-url") Optional<URI> door) {
        return new ForgeWebhooks(new FolderSecrets(secrets), door);
    }

    @Produces
    @Singleton
    CdEventsOutlet cdEvents(Flows flows, KafkaSettings settings, MeterRegistry registry) {
        return new CdEventsOutlet(flows.clients(), flows.topics(), settings.instance(), registry);
    }

    void startTraces(
            @Observes StartupEvent start,
            Flows flows,
            MeterRegistry registry,
            @ConfigProperty(name = "slipway.otlp.traces") Optional<URI> collector) {
        collector.ifPresent(address ->
                flows.start("console-otlp", new OtlpOutlet(flows.clients(), flows.topics(), address, registry)));
    }

    void startCdEvents(
            @Observes StartupEvent start,
            Flows flows,
            CdEventsOutlet outlet,
            @ConfigProperty(name = "slipway.cdevents.enabled") boolean enabled) {
        if (enabled) {
            try (var admin = flows.clients().admin()) {
                Topics.ensure(admin, CdEventsOutlet.topics(flows.topics()));
            }
            flows.start("console-cdevents", outlet);
        }
    }

    @Produces
    @Singleton
    RecentArrivals recentArrivals() {
        return new RecentArrivals();
    }

    void ensureTopics(
            @Observes @Priority(EARLY) StartupEvent start,
            Flows flows,
            Schema schema,
            Loop catalog,
            KafkaWork work,
            RecentArrivals recent) {
        var topics = flows.topics();
        try (var admin = flows.clients().admin()) {
            Topics.ensure(admin, wanted(topics));
        }
        schema.start();
        catalog.start();
        flows.start("console", work.following());
        flows.start("console arrivals", new KafkaArrivals(flows.clients(), topics, recent).following());
    }

    private static List<NewTopic> wanted(Topics topics) {
        return Stream.concat(
                        Stream.concat(READ.stream(), Stream.of("catalog")).map(topics::ofFacts),
                        Stream.of(topics.kept(topics.deadLetter())))
                .toList();
    }

    /** Before the channels close, which wait for what is being kept. */
    void stop(
            @Observes @Priority(EARLY) ShutdownEvent stop,
            Projection projection,
            Schema schema,
            Loop catalog,
            GitConfigFolders folders)
            throws IOException {
        projection.close();
        schema.close();
        catalog.close();
        folders.close();
    }
}
