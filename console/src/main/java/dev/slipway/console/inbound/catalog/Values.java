package dev.slipway.console.inbound.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping in somebody else's words: taken as it stands. */
final class Values extends StandardConstructor {
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private Values() {
        super(SETTINGS);
    }

    static Map<String, Object> of(Node node, String what, Problems problems) {
        if (!(node instanceof MappingNode)) {
            problems.add(node, what + " must be a mapping; write key: value lines");
            return Map.of();
        }
        try {
            var values = new LinkedHashMap<String, Object>();
            if (new Values().constructSingleDocument(Optional.of(node)) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
            }
            return values;
        } catch (YamlEngineException e) {
            problems.add(node, what + " cannot be read: " + e.getMessage());
            return Map.of();
        }
    }
}
