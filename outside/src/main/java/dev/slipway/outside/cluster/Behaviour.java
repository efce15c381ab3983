package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * How a container behaves, since nothing runs it: {@code SIMULATE=crash|unready|oom} in its environment or its image's, and
 * {@code SIMULATE_LOG} for its last words. Everything else runs well.
 */
record Behaviour(Way way, String lastWords) {
    private static final Logger LOG = Logger.getLogger(Behaviour.class);

    enum Way {
        WELL,
        CRASH,
        UNREADY,
        OOM,
        NO_IMAGE
    }

    static Behaviour of(JsonNode container, ImageLookup images) {
        var environment = new HashMap<String, String>();
        try {
            var image = images.environmentOf(container.path("image").asText());
            if (image.isEmpty()) {
                return new Behaviour(Way.NO_IMAGE, "");
            }
            environment.putAll(image.get());
        } catch (IOException e) {
            LOG.warnf("the simulated node cannot reach the registry: %s", e.getMessage());
            return new Behaviour(Way.NO_IMAGE, "");
        }
        container
                .path("env")
                .forEach(e ->
                        environment.put(e.path("name").asText(), e.path("value").asText()));
        return new Behaviour(way(environment), environment.getOrDefault("SIMULATE_LOG", "started, serving\n"));
    }

    private static Way way(Map<String, String> environment) {
        return switch (environment.getOrDefault("SIMULATE", "")) {
            case "crash" -> Way.CRASH;
            case "unready" -> Way.UNREADY;
            case "oom" -> Way.OOM;
            default -> Way.WELL;
        };
    }
}
