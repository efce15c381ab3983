package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Proposed;
import dev.slipway.configupdater.core.Why.Arrived;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.configupdater.core.Why.Pinned;
import dev.slipway.configupdater.core.Why.Promoted;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Setting;
import dev.slipway.service.work.RowCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against rows as the first version wrote them. */
class KeptChangeTest {
    private final RowCodec<ConfigWork> codec = new RowCodec<>(ConfigWork.class);

    @Test
    void whyARowOfBeforeIsToBeWrittenIsKnown() throws IOException {
        var back = Samples.release(7).id();
        var replicas = new Setting(Setting.Kind.REPLICAS, null, "3", null);

        assertThat(changes())
                .extracting(ConfigChange::why)
                .containsExactly(
                        new Arrived(),
                        new TurnedBack(back, new Ordinal(8), "it crashes", "li"),
                        new TurnedBack(back, new Ordinal(8), "release 8 failed", null),
                        new Promoted(List.of("dev", "load"), "li"),
                        new Deployed(List.of(replicas), "three pods", "li"),
                        new Pinned(true, List.of("dev")),
                        new Pinned(false, List.of()),
                        new Arrived());
        assertThat(changes().getLast().proposed())
                .isEqualTo(new Proposed(
                        Samples.commit(5),
                        Samples.commit(4),
                        12,
                        "https://git.example/root/hichat/-/merge_requests/12"));
    }

    @Test
    void aRowIsWrittenAsTheVersionBeforeReadsIt() throws IOException {
        for (var row : rows()) {
            var written = codec.encode(codec.decode(row.getBytes(StandardCharsets.UTF_8)));

            assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(row);
        }
    }

    private List<ConfigChange> changes() throws IOException {
        return rows().stream()
                .map(row -> codec.decode(row.getBytes(StandardCharsets.UTF_8)))
                .map(row -> (ConfigChange) row.intent())
                .toList();
    }

    private static List<String> rows() throws IOException {
        try (var stream = Objects.requireNonNull(KeptChangeTest.class.getResourceAsStream("/rows/changes.jsonl"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
