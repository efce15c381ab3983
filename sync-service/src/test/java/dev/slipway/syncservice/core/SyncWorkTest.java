package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
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
    void aRowOfBeforeEnginesWereInstalledIsAboutAnEnvironment() {
        var work = SyncWork.of(Desired.row(1), false);
        Row<ClusterWork> row = Row.open("hichat/prod", "s", new Cause(new UUID(0, 1), null, null), work, Desired.NOON);
        var codec = new RowCodec<>(ClusterWork.class);
        var written = new String(codec.encode(row), StandardCharsets.UTF_8);
        assertThat(written).contains("\"kind\":\"SyncWork\"");

        var before = written.replace("\"kind\":\"SyncWork\",", "");

        assertThat(before).doesNotContain("kind\":\"Sync");
        assertThat(codec.decode(before.getBytes(StandardCharsets.UTF_8))).isEqualTo(row);
        assertThat(RowCodec.write(Row.open("hichat/prod", "s", row.cause(), (Object) work, Desired.NOON)))
                .isEqualTo(codec.encode(row));
    }

    @Test
    void aRowAboutAnEngineIsReadAsItWasWritten() {
        var work = new InstallWork(
                new EngineDesired("cloud", "flux", "install.yaml", "0".repeat(64), "li", new UUID(0, 2)));
        Row<ClusterWork> row = Row.open("engine:flux", "s", new Cause(new UUID(0, 1), null, null), work, Desired.NOON);
        var codec = new RowCodec<>(ClusterWork.class);

        assertThat(codec.decode(codec.encode(row))).isEqualTo(row);
    }

    @Test
    void aNoteOfBeforeFailuresWereKeptKnowsOfNone() {
        var read = Json.read(
                "{\"releases\":[\"00000000-0000-0001-0000-000000000001\"]}".getBytes(StandardCharsets.UTF_8),
                Announced.class);

        assertThat(read.releases()).hasSize(1).noneMatch(read::hasFailed);
    }
}
