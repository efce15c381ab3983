package dev.slipway.outside.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the simulated nodes pull from. */
@FunctionalInterface
public interface ImageLookup {

    /** The image's environment variables; empty where the registry has no such image. */
    Optional<Map<String, String>> environmentOf(String image) throws IOException;
}
