package dev.slipway.buildservice;

import dev.slipway.buildservice.core.BuildDecider;
import dev.slipway.buildservice.core.BuildWork;
import dev.slipway.buildservice.core.Builder;
import dev.slipway.buildservice.outbound.AssembledImages;
import dev.slipway.buildservice.outbound.BuildSettings;
import dev.slipway.buildservice.outbound.GitSources;
import dev.slipway.buildservice.outbound.TemporaryWorkplace;
import dev.slipway.buildservice.outbound.assembler.Assembler;
import dev.slipway.buildservice.outbound.assembler.AssemblerSettings;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.secrets.FolderSecrets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds build-service out of its parts. */
@ApplicationScoped
class Wiring {
    private static final String SERVICE = "build-service";
    private @Nullable Mirrors mirrors;

    void start(
            @Observes StartupEvent start,
            Flows flows,
            BuildSettings settings,
            @ConfigProperty(name = "slipway.registry.plain-http") Optional<Set<String>> plainHttp,
            @ConfigProperty(name = "slipway.secrets") Path secrets,
            @ConfigProperty(name = "slipway.cache") Path cache,
            @ConfigProperty(name = "slipway.cache.mirrors-max") MemorySize room)
            throws IOException {
        var folder = cache.resolve(SERVICE);
        mirrors = Mirrors.in(folder.resolve("git"), GitLimits.defaults().keeping(room.asLongValue()));
        var registry = new RegistryClient(
                RegistrySettings.overTls().withPlainHttp(plainHttp.orElse(Set.of())), _ -> Optional.empty());
        var images =
                new AssembledImages(new Assembler(AssemblerSettings.in(folder.resolve("layers")), registry), registry);
        var builder = new Builder(
                new GitSources(mirrors, new FolderSecrets(secrets)),
                images,
                new TemporaryWorkplace(folder.resolve("work")));
        flows.start(SERVICE, new BuildDecider(), BuildWork.class, builder, settings.slots(), "image");
    }

    void stop(@Observes ShutdownEvent stop) throws IOException {
        if (mirrors != null) {
            mirrors.close();
        }
    }
}
