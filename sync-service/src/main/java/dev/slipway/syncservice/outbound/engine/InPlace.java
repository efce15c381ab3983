package dev.slipway.syncservice.outbound.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Whether applying it once more would change anything. The API server knows: an object says which fields who has applied. It is in place
 * where those of ours are just those that we want, and each has the value that we want.
 */
final class InPlace {
    private static final String APPLY = "Apply";
    private static final String FIELD = "f:";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private InPlace() {}

    static boolean is(Map<String, Object> wanted, GenericKubernetesResource seen, String manager) {
        return owned(seen, manager).stream().anyMatch(fields -> areTheSame(fields, withoutNames(wanted)))
                && holds(seen, onTheWire(wanted));
    }

    private static List<Map<String, Object>> owned(GenericKubernetesResource seen, String manager) {
        return Objects.requireNonNullElse(seen.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of()).stream()
                .filter(entry -> manager.equals(entry.getManager()) && APPLY.equals(entry.getOperation()))
                .filter(entry -> entry.getFieldsV1() != null)
                .map(entry -> entry.getFieldsV1().getAdditionalProperties())
                .toList();
    }

    private static boolean areTheSame(Map<String, Object> fields, Map<String, ?> wanted) {
        var ours = fields.keySet().stream()
                .filter(key -> key.startsWith(FIELD))
                .map(key -> key.substring(FIELD.length()))
                .collect(Collectors.toSet());
        return ours.equals(wanted.keySet())
                && wanted.entrySet().stream()
                        .allMatch(one -> isTheSame(Fields.map(fields.get(FIELD + one.getKey())), one.getValue()));
    }

    /** A list is the API server's to take apart: its value tells. */
    private static boolean isTheSame(Map<String, Object> fields, Object wanted) {
        return !(wanted instanceof Map<?, ?> map) || areTheSame(fields, Fields.map(map));
    }

    /** What an object is named by is nobody's field. */
    private static Map<String, Object> withoutNames(Map<String, Object> wanted) {
        var rest = MergePatch.without(MergePatch.without(wanted, "apiVersion"), "kind");
        var metadata = MergePatch.without(Fields.map(wanted.get("metadata")), "name");
        rest.put("metadata", MergePatch.without(metadata, "namespace"));
        return rest;
    }

    private static boolean holds(GenericKubernetesResource seen, Map<String, Object> wanted) {
        var metadata = seen.getMetadata();
        var held = new HashMap<>(seen.getAdditionalProperties());
        held.keySet().retainAll(wanted.keySet());
        held.put("apiVersion", seen.getApiVersion());
        held.put("kind", seen.getKind());
        held.put(
                "metadata",
                Map.of(
                        "name", metadata.getName(),
                        "namespace", metadata.getNamespace(),
                        "labels", Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                        "annotations", Objects.requireNonNullElse(metadata.getAnnotations(), Map.of())));
        return MergePatch.of(held, wanted).equals(held);
    }

    /** With numbers as they come back. */
    private static Map<String, Object> onTheWire(Map<String, Object> wanted) {
        try {
            return JSON.readValue(JSON.writeValueAsString(wanted), MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what is wanted is no JSON", e);
        }
    }
}
