package dev.slipway.syncservice.outbound.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A Secret as it is applied: with {@code data}, since what is applied as {@code stringData} is never taken out again. */
public final class SecretObject {
    private SecretObject() {}

    public static Map<String, Object> of(
            String namespace, String name, Map<String, String> labels, Map<String, String> values) {
        var data = new TreeMap<String, String>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        var all = new TreeMap<>(labels);
        all.put("app.kubernetes.io/managed-by", EngineObjects.MANAGER);
        return Map.of(
                "apiVersion", "v1",
                "kind", "Secret",
                "type", "Opaque",
                "metadata", Map.of("name", name, "namespace", namespace, "labels", all),
                "data", data);
    }
}
