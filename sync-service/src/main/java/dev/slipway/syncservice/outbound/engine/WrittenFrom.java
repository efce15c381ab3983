package dev.slipway.syncservice.outbound.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.Map;

/**
 * What an object was written from, as a mark on the object itself: who sees it, in whatever instance, knows whether writing it once more would
 * change anything. What it was to hold once and is not to hold any more changes the mark.
 *
 * @param marked all that the object is to hold, the mark among it
 */
record WrittenFrom(Map<String, Object> marked) {
    private static final String MARK = "slipway.dev/written-from";
    private static final int HASH_BYTES = 16;
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static WrittenFrom of(Map<String, Object> wanted) {
        try {
            var text = JSON.writeValueAsString(wanted);
            var mark = Map.of("metadata", Map.of("annotations", Map.of(MARK, ShortHash.of(text, HASH_BYTES))));
            return new WrittenFrom(MergePatch.of(JSON.readValue(text, MAP), mark));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what is wanted is no JSON", e);
        }
    }

    /** Whether it holds all of it: others may have added what is theirs, but changed nothing. */
    boolean isHeldBy(GenericKubernetesResource seen) {
        var metadata = seen.getMetadata();
        if (metadata.getAnnotations() == null
                || metadata.getLabels() == null
                || metadata.getDeletionTimestamp() != null) {
            return false;
        }
        var held = new HashMap<>(seen.getAdditionalProperties());
        held.keySet().retainAll(marked.keySet());
        held.put("apiVersion", seen.getApiVersion());
        held.put("kind", seen.getKind());
        held.put(
                "metadata",
                Map.of(
                        "name", metadata.getName(),
                        "namespace", metadata.getNamespace(),
                        "labels", metadata.getLabels(),
                        "annotations", metadata.getAnnotations()));
        return MergePatch.of(held, marked).equals(held);
    }
}
