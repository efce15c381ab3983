package dev.slipway.webhookservice;

import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.secrets.FolderSecrets;
import dev.slipway.webhookservice.core.ArrivalQueue;
import dev.slipway.webhookservice.core.ConsiderateForge;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.Glances;
import dev.slipway.webhookservice.core.HintDecider;
import dev.slipway.webhookservice.core.Look;
import dev.slipway.webhookservice.core.Looker;
import dev.slipway.webhookservice.outbound.AskedRegistry;
import dev.slipway.webhookservice.outbound.CatalogDoors;
import dev.slipway.webhookservice.outbound.GitForge;
import dev.slipway.webhookservice.outbound.KafkaArrivals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Builds webhook-service out of its parts. */
@ApplicationScoped
class Wiring {
    private static final Logger LOG = Logger.getLogger("dev.slipway.webhookservice");
    private static final int LOOKS_AT_ONCE = 64;

    @Produces
    @Singleton
    Doors doors(Flows flows, @ConfigProperty(name = "slipway.secrets") Path secrets) {
        return new CatalogDoors(flows.startCatalog("webhook-service"), new FolderSecrets(secrets));
    }

    @Produces
    @Singleton
    ArrivalQueue arrivalQueue(MeterRegistry registry) {
        return new ArrivalQueue(
                Clock.systemUTC(),
                why -> registry.counter("slipway.arrivals.dropped", "reason", why)
                        .increment());
    }

    @Produces
    @Singleton
    KafkaArrivals arrivals(Flows flows, ArrivalQueue queue) {
        return new KafkaArrivals(flows.clients(), flows.topics(), queue);
    }

    /** One for looks and glances: a host is asked so many questions at once, whoever asks. */
    @Produces
    @Singleton
    ConsiderateForge forge(@ConfigProperty(name = "slipway.secrets") Path secrets) {
        var git = new GitForge(new FolderSecrets(secrets), LOG::warn);
        return new ConsiderateForge(git, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    @Produces
    @Singleton
    Glances glances(ConsiderateForge forge) {
        return new Glances(forge, Clock.systemUTC());
    }

    void start(
            @Observes StartupEvent start,
            Flows flows,
            Doors doors,
            KafkaArrivals arrivals,
            ConsiderateForge forge,
            @ConfigProperty(name = "slipway.registry.plain-http") Optional<Set<String>> plainHttp) {
        var registries = RegistrySettings.overTls().withPlainHttp(plainHttp.orElse(Set.of()));
        var registry = new AskedRegistry(new RegistryClient(registries, _ -> Optional.empty()));
        var looker = new Looker(forge, registry, doors, LOG::error);
        flows.start("webhook-service", new HintDecider(), Look.class, looker, LOOKS_AT_ONCE, "push");
        arrivals.start();
    }

    void stop(@Observes ShutdownEvent stop, KafkaArrivals arrivals) {
        arrivals.close();
    }
}
