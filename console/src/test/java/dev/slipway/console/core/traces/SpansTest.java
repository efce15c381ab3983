package dev.slipway.console.core.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.Facts;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpansTest {
    private final Spans spans = new Spans();

    @Test
    void aDeliveryIsOneTraceFromPushToMessage() {
        var facts = Facts.of(7).wholeWay("prod").all();

        var all = facts.stream().map(spans::of).flatMap(Optional::stream).toList();

        assertThat(all)
                .hasSameSizeAs(facts)
                .extracting(Span::trace)
                .containsOnly(all.getFirst().trace());
        assertThat(all.getFirst().parent()).isNull();
        for (var i = 1; i < all.size(); i++) {
            assertThat(all.get(i).parent()).isEqualTo(all.get(i - 1).id());
            assertThat(Duration.between(all.get(i).start(), all.get(i).end())).hasSeconds(1);
        }
        assertThat(all).extracting(Span::name).contains("push.branch-pushed", "image.built", "sync.release-live");
        assertThat(all).extracting(Span::id).doesNotHaveDuplicates();
    }

    @Test
    void aTraceThatTheHookBelongedToGoesOn() {
        var push = Facts.of(7).pushed().all().getFirst();
        var known = push.envelope();
        var traced = new Envelope(
                known.id(),
                known.source(),
                known.time(),
                known.delivery(),
                known.cause(),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        var span = spans.of(new Fact<>(traced, push.event())).orElseThrow();

        assertThat(span.trace()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void aFailureSaysWhatWasSeen() {
        var failed = Facts.of(7).pushed().buildFailed().all().getLast();

        assertThat(spans.of(failed).orElseThrow().failure()).isNotBlank();
    }
}
