package dev.slipway.outside.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final byte[] BODY =
            "{\"object_kind\":\"push\",\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void signsAsGitHubPublishesIt() {
        var hello = "Hello, World!".getBytes(StandardCharsets.UTF_8);

        assertThat(Sender.signature("HmacSHA256", "It's a Secret to Everybody", hello))
                .isEqualTo("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        assertThat(Sender.signature("HmacSHA256", "s3cr3t", BODY))
                .isEqualTo("45f638f5c2f50937ca31287e0689df9cb9289b0eb87f1feed0797a03500a0994");
        assertThat(Sender.signature("HmacSHA1", "s3cr3t", BODY)).isEqualTo("6d5fd83cda0bf5f82e183389d864f9fd76efa480");
    }
}
