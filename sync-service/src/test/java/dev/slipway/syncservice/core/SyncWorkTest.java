package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What older versions have written is read as it was meant. */
class SyncWorkTest {

    @Test
    void workOfBeforeReplaysWasAskedForByNobody() {
        var desired = new String(Json.write(Desired.row(1)), StandardCharsets.UTF_8);

        var read = Json.read(("{\"desired\":" + desired + "}").getBytes(StandardCharsets.UTF_8), SyncWork.class);

        assertThat(read).isEqualTo(SyncWork.of(Desired.row(1), false));
    }

    @Test
    void aNoteOfBeforeFailuresWereKeptKnowsOfNone() {
        var read = Json.read(
                "{\"releases\":[\"00000000-0000-0001-0000-000000000001\"]}".getBytes(StandardCharsets.UTF_8),
                Announced.class);

        assertThat(read.releases()).hasSize(1).noneMatch(read::hasFailed);
    }
}
