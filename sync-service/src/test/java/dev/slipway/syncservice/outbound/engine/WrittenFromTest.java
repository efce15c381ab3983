package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WrittenFromTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Map<String, Object> SPEC =
            Map.of("prune", true, "retries", 5L, "sources", List.of(Map.of("path", "prod")));

    @Test
    void whatWasWrittenFromItHoldsIt() {
        assertThat(WrittenFrom.of(wanted(SPEC)).isHeldBy(written(SPEC))).isTrue();
    }

    @Test
    void theOrderOfItsKeysIsNoDifference() {
        var turned = new LinkedHashMap<String, Object>();
        List.of("sources", "retries", "prune").forEach(key -> turned.put(key, SPEC.get(key)));

        assertThat(WrittenFrom.of(wanted(turned)).isHeldBy(written(SPEC))).isTrue();
    }

    @Test
    void whatIsAddedBesideItIsNoDifference() {
        var seen = written(SPEC);
        spec(seen).put("timeout", "60s");
        seen.setAdditionalProperty("status", Map.of("phase", "Succeeded"));
        seen.getMetadata().setFinalizers(List.of("theirs"));

        assertThat(WrittenFrom.of(wanted(SPEC)).isHeldBy(seen)).isTrue();
    }

    @Test
    void aListThatSomebodyAddsToIsADifference() {
        var seen = written(SPEC);
        spec(seen).put("sources", List.of(Map.of("path", "prod"), Map.of("path", "theirs")));

        assertThat(WrittenFrom.of(wanted(SPEC)).isHeldBy(seen)).isFalse();
    }

    @Test
    void whatIsWantedNoMoreIsADifference() {
        var less = new HashMap<>(SPEC);
        less.remove("retries");

        assertThat(WrittenFrom.of(wanted(less)).isHeldBy(written(SPEC))).isFalse();
    }

    @Test
    void whatGoesIsWrittenAnew() {
        var seen = written(SPEC);
        seen.getMetadata().setDeletionTimestamp("2026-11-22T12:00:00Z");

        assertThat(WrittenFrom.of(wanted(SPEC)).isHeldBy(seen)).isFalse();
    }

    private static Map<String, Object> wanted(Map<String, Object> spec) {
        return Map.of(
                "apiVersion",
                "argoproj.io/v1alpha1",
                "kind",
                "Application",
                "metadata",
                Map.of(
                        "name",
                        "shop-prod",
                        "namespace",
                        "argocd",
                        "labels",
                        Map.of("app.kubernetes.io/managed-by", "slipway")),
                "spec",
                spec);
    }

    /** As the API server gives it back. */
    private static GenericKubernetesResource written(Map<String, Object> spec) {
        var json = JSON.asJson(WrittenFrom.of(wanted(spec)).marked());
        return JSON.unmarshal(json, GenericKubernetesResource.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(GenericKubernetesResource object) {
        return (Map<String, Object>)
                Objects.requireNonNull(object.getAdditionalProperties().get("spec"));
    }
}
