package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads objects whose fields may be there or not. What has another type than expected counts as absent. */
public record Fields(Map<String, Object> of) {

    /** Of an object: all but its metadata. */
    public static Fields of(GenericKubernetesResource object) {
        return new Fields(object.getAdditionalProperties());
    }

    public static Fields of(@Nullable Object value) {
        return new Fields(map(value));
    }

    public Fields at(String... path) {
        var at = of;
        for (var key : path) {
            at = map(at.get(key));
        }
        return new Fields(at);
    }

    public boolean has(String key) {
        return of.get(key) != null;
    }

    public @Nullable String text(String key) {
        return of.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    public String text(String key, String otherwise) {
        return Objects.requireNonNullElse(text(key), otherwise);
    }

    public boolean isTrue(String key) {
        return Boolean.TRUE.equals(of.get(key));
    }

    public long number(String key) {
        return of.get(key) instanceof Number number ? number.longValue() : 0;
    }

    public List<Fields> list(String key) {
        return of.get(key) instanceof List<?> list
                ? list.stream().map(Fields::of).toList()
                : List.of();
    }

    public List<String> texts(String key) {
        return of.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // JSON's maps have texts as keys
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
