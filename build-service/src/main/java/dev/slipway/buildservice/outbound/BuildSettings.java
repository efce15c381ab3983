package dev.slipway.buildservice.outbound;

import dev.slipway.buildservice.outbound.assembler.registry.RegistrySettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How images are built here. */
@ConfigMapping(prefix = "slipway.build")
public interface BuildSettings {

    /** Builds at once in one instance; each needs a core and the memory for its layers. */
    @WithDefault("2")
    int slots();

    /** Registries ({@code host:port}) that are spoken to without TLS. */
    Optional<Set<String>> plainHttp();

    default RegistrySettings registry() {
        return RegistrySettings.overTls().withPlainHttp(plainHttp().orElse(Set.of()));
    }
}
