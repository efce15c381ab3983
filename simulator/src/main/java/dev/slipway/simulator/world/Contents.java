package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a path of the config branch holds: the image of each application, and what people put beside it. */
final class Contents {
    static final String BY_HAND = "by-hand";

    private Contents() {}

    static Map<String, String> parts(String content) {
        return Arrays.stream(content.split(";", -1))
                .filter(part -> part.contains("="))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (one, _) -> one, TreeMap::new));
    }

    static String with(String content, String part, String value) {
        var parts = new TreeMap<>(parts(content));
        parts.put(part, value);
        return parts.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(";"));
    }

    static String with(String content, ConfigChange change) {
        return with(content, change.release().application(), digest(change));
    }

    static String digest(ConfigChange change) {
        return Objects.requireNonNull(change.release().image()).digest();
    }
}
