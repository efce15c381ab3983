package dev.slipway.service.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.events.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowCodecTest {

    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    @Test
    void theKindOfASealedIntentIsKept() {
        var codec = new RowCodec<>(Shape.class);
        var row = row(new Square(7));

        var written = RowCodec.write(row);

        assertThat(new String(written, StandardCharsets.UTF_8)).contains("\"kind\":\"Square\"");
        assertThat(codec.decode(written).intent()).isEqualTo(new Square(7));
        assertThat(codec.decode(codec.encode(codec.decode(written))).intent()).isEqualTo(new Square(7));
    }

    @Test
    void aPlainIntentHasNone() {
        var codec = new RowCodec<>(String.class);

        assertThat(codec.decode(RowCodec.write(row("do it"))).intent()).isEqualTo("do it");
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(new byte[] {'{'}));
    }

    private static Row<Object> row(Object intent) {
        return Row.open("resource", "subject", new Cause(new UUID(1, 1), null, null), intent, Instant.EPOCH);
    }
}
