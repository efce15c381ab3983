package dev.slipway.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events as they may come, in pieces of any size. */
class EventStreamTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private final SubmissionPublisher<List<ByteBuffer>> body = new SubmissionPublisher<>();
    private final EventStream stream = new EventStream(body);

    @AfterEach
    void close() {
        stream.close();
        body.close();
    }

    private void comes(String text) {
        body.submit(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void onlyDataIsHeard() throws IOException, InterruptedException {
        comes(": beat\n\nevent: x\nid: 1\nda");
        comes("ta: {\"a\":\r\ndata:1}\n\n\n\ndata: second\n\n");

        assertThat(stream.next(SOON)).isEqualTo("{\"a\":\n1}");
        assertThat(stream.next(SOON)).isEqualTo("second");
    }

    @Test
    void silenceIsNotTakenForPeace() {
        comes(": beat\n\n");

        assertThatIOException().isThrownBy(() -> stream.next(Duration.ofMillis(200)));
    }

    @Test
    void anEndIsSaid() {
        comes("data: half");
        body.close();

        assertThatIOException().isThrownBy(() -> stream.next(SOON));
    }

    @Test
    void aBrokenConnectionIsSaid() {
        body.closeExceptionally(new IOException("reset"));

        assertThatIOException().isThrownBy(() -> stream.next(SOON)).withMessage("reset");
    }
}
