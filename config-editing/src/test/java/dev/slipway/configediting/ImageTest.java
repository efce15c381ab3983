package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "root/hichat,root/hichat",
        "root/hichat:1,root/hichat",
        "host:5050/root/hichat,host:5050/root/hichat",
        "host:5050/root/hichat:1.2@sha256:00,host:5050/root/hichat",
        "host:5050/root/hichat@sha256:00,host:5050/root/hichat",
        "hichat,hichat",
    })
    void aNameIsWhatStandsBeforeTagAndDigest(String reference, String name) {
        assertThat(Image.nameOf(reference)).isEqualTo(name);
    }

    @Test
    void writesAllForms() {
        assertThat(Image.tagged("host:5/a", "1")).hasToString("host:5/a:1");
        assertThat(Image.tagged("a", "1", DIGEST)).hasToString("a:1@" + DIGEST);
        assertThat(Image.digested("a", DIGEST)).hasToString("a@" + DIGEST);
    }

    @Test
    void theDefaultRegistryMayBeLeftOut() {
        var mysql = Image.tagged("docker.io/library/mysql", "9");

        assertThat(mysql.isNamedBy("mysql:8.4")).isTrue();
        assertThat(mysql.isNamedBy("library/mysql")).isTrue();
        assertThat(mysql.isNamedBy("other/mysql:8.4")).isFalse();
        assertThat(Image.tagged("root/hichat", "1").isNamedBy("root/hichat-web:1"))
                .isFalse();
    }

    @Test
    void whatWouldBreakAFileIsNoImage() {
        assertThatThrownBy(() -> Image.tagged("a b", "1")).hasMessageContaining("'a b' is no name of an image");
        assertThatThrownBy(() -> Image.tagged("a", "1\nb: c")).hasMessageContaining("is no tag");
        assertThatThrownBy(() -> new Image("a", Optional.empty(), Optional.of("x")))
                .hasMessageContaining("no digest");
    }
}
