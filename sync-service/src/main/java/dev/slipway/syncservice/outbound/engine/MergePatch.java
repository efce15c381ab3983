package dev.slipway.syncservice.outbound.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 7386 over plain maps: maps are merged deeply, all else is replaced, null removes. */
public final class MergePatch {
    private MergePatch() {}

    public static Map<String, Object> of(Map<String, ?> base, @Nullable Map<String, ?> patch) {
        var merged = new LinkedHashMap<String, Object>(base);
        if (patch != null) {
            patch.forEach((key, value) -> {
                if (value == null) {
                    merged.remove(key);
                } else if (value instanceof Map<?, ?> inner) {
                    merged.put(key, of(Fields.map(merged.get(key)), Fields.map(inner)));
                } else {
                    merged.put(key, value);
                }
            });
        }
        return merged;
    }

    public static Map<String, Object> without(Map<String, Object> map, String key) {
        var rest = new LinkedHashMap<>(map);
        rest.remove(key);
        return rest;
    }
}
