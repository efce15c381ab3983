package dev.slipway.configupdater;

import dev.slipway.configupdater.core.ConfigBranches;
import dev.slipway.configupdater.core.ConfigWork;
import dev.slipway.configupdater.core.Following;
import dev.slipway.configupdater.core.Proposer;
import dev.slipway.configupdater.core.ReleaseDecider;
import dev.slipway.configupdater.core.StatusWriter;
import dev.slipway.configupdater.outbound.GitConfigRepository;
import dev.slipway.configupdater.outbound.GitFollowing;
import dev.slipway.configupdater.outbound.GitProposals;
import dev.slipway.configupdater.outbound.GitStatusFiles;
import dev.slipway.configupdater.outbound.forge.ForgeMergeRequests;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.secrets.FolderSecrets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds config-updater out of its parts. */
@ApplicationScoped
class Wiring {
    private static final String SERVICE = "config-updater";
    private static final int BRANCHES_AT_ONCE = 16;
    private @Nullable Mirrors mirrors;

    void start(
            @Observes StartupEvent start,
            Flows flows,
            @ConfigProperty(name = "slipway.secrets") Path secrets,
            @ConfigProperty(name = "slipway.cache") Path cache,
            @ConfigProperty(name = "slipway.cache.mirrors-max") MemorySize room,
            @ConfigProperty(name = "slipway.clusters", defaultValue = "local") Set<String> clusters)
            throws IOException {
        mirrors = Mirrors.in(cache.resolve(SERVICE), GitLimits.defaults().keeping(room.asLongValue()));
        var known = new FolderSecrets(secrets);
        var clock = Clock.systemUTC();
        var branches = new ConfigBranches(
                new GitConfigRepository(mirrors, known, clock),
                new Proposer(new GitProposals(mirrors, known, clock), new ForgeMergeRequests(known)),
                new Following(new GitFollowing(mirrors, known, clock)),
                new StatusWriter(new GitStatusFiles(mirrors, known, clock)));
        var says = Stream.concat(Stream.of("config"), clusters.stream().map(cluster -> "desired." + cluster));
        flows.start(
                SERVICE,
                new ReleaseDecider(),
                ConfigWork.class,
                branches,
                BRANCHES_AT_ONCE,
                says.toArray(String[]::new));
    }

    void stop(@Observes ShutdownEvent stop) throws IOException {
        if (mirrors != null) {
            mirrors.close();
        }
    }
}
