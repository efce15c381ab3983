package dev.slipway.notifier.outbound.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void signsAsTheVectorSays() {
        assertThat(Signature.of("hichat-secret", Instant.ofEpochSecond(1767225600)))
                .isEqualTo(new Signature("1767225600", "j8v/KWBSs/Hh+Q2QoHMLlgpNuR3NVXjvRfBZQZYvr48="));
    }
}
