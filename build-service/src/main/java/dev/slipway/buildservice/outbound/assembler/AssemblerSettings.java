package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.files.ContextLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How images are made: in {@code cache}, layers of base images stay (nothing else does); {@code pushTimeout} bounds pulling a
 * base and pushing the image together. Every single answer of a registry is bounded by Jib's {@code jib.httpTimeout}, 20 s.
 */
public record AssemblerSettings(Path cache, String platform, ContextLimits limits, Duration pushTimeout) {

    public static AssemblerSettings in(Path cache) {
        return new AssemblerSettings(cache, "linux/amd64", ContextLimits.DEFAULT, Duration.ofMinutes(10));
    }
}
