package dev.slipway.syncservice.outbound;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract in the simulated cluster. */
class KubernetesClusterTest extends ClusterContract {
    @TempDir
    Path folder;

    @Override
    ClusterFixture outside() throws IOException {
        return ClusterFixture.simulated(folder);
    }

    @Test
    void aWrongTokenMayBeReplacedAndIsTriedAgain() {
        try (var client = ClusterFixture.client(outside.client.getMasterUrl().toString(), "stale")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(
                            () -> new KubernetesCluster(client).apply(List.of(outside.namespace()), outside.namespace))
                    .withMessageContaining("valid token");
        }
    }
}
