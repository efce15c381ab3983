package dev.slipway.buildservice.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How images are built here. */
@ConfigMapping(prefix = "slipway.build")
public interface BuildSettings {

    /** Builds at once in one instance; each needs a core and the memory for its layers. */
    @WithDefault("2")
    int slots();
}
