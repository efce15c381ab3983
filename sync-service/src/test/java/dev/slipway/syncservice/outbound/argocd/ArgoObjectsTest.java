package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgoObjectsTest {
    private static final Map<String, Object> AUTOMATED =
            Map.of("syncPolicy", Map.of("automated", Map.of("prune", true), "retry", Map.of("limit", 3)));

    @Test
    void whatIsToSyncOnlyWhenToldDoesNotSyncItselfWhateverElseIsDeclared() {
        assertThat(policy(false).has("automated")).isFalse();
        assertThat(policy(false).at("retry").number("limit")).isEqualTo(3);
        assertThat(policy(true).at("automated").isTrue("prune")).isTrue();
    }

    private static Fields policy(boolean autoSync) {
        var declared = new Declared(
                "shop/prod",
                "argocd",
                "shop-prod",
                "https://git.example/config.git",
                "master",
                "prod",
                "shop",
                null,
                true,
                autoSync,
                AUTOMATED,
                Map.of(),
                null);
        return Fields.of(ArgoObjects.application(declared).get("spec")).at("syncPolicy");
    }
}
