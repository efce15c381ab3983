package dev.slipway.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    static Stream<Class<? extends Event>> facts() {
        return Stream.of(PushEvent.class, ImageEvent.class, ConfigEvent.class, SyncEvent.class, NoticeEvent.class)
                .flatMap(WireNames::factsOf);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void anEventThatSaysNothingIsNone(Class<? extends Event> fact) {
        var headers = Map.of(
                "ce_id", "00000000-0000-0001-0000-000000000001",
                "ce_type", WireNames.of(fact),
                "ce_source", "test",
                "ce_time", "2026-01-01T00:00:00Z");
        var codec = new EventCodec(List.of(fact));

        assertThatThrownBy(() -> codec.decode(headers, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
