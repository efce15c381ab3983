package dev.slipway.syncservice.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kubeconfig is taken at its word, or refused with what is wrong in it. */
class KubeconfigTest {
    private static final String TWO = """
            apiVersion: v1
            kind: Config
            current-context: near
            contexts:
              - { name: near, context: { cluster: near, user: me } }
              - { name: far, context: { cluster: far, user: me } }
              - { name: nowhere, context: { cluster: gone, user: me } }
              - { name: nobody, context: { cluster: far, user: gone } }
            clusters:
              - { name: near, cluster: { server: "https://near.example:6443" } }
              - { name: far, cluster: { server: "https://far.example:6443" } }
            users:
              - { name: me, user: { token: secret } }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({",https://near.example:6443/", "near,https://near.example:6443/", "far,https://far.example:6443/"})
    void aContextIsItsOwnOrTheCurrentOne(@Nullable String context, String url) throws IOException {
        var config = Kubeconfig.read(written(TWO), context);

        assertThat(config.getMasterUrl()).isEqualTo(url);
        assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere,there is no context 'elsewhere' in,'it has near, far, nowhere, nobody'",
        "nowhere,is of cluster 'gone',mend it",
        "nobody,is of user 'gone',mend it"
    })
    void aContextThatLeadsNowhereIsRefused(String context, String what, String next) throws IOException {
        var file = written(TWO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubeconfig.read(file, context))
                .withMessageContainingAll(file.toString(), what, next);
    }

    @ParameterizedTest
    @CsvSource({"'contexts: [',not the YAML of one", "just words,not the YAML of one", "'',holds no contexts"})
    void whatIsNoKubeconfigIsRefused(String content, String what) throws IOException {
        var file = written(content);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubeconfig.read(file, null))
                .withMessageContainingAll(file.toString(), what, "name another one");
    }

    @Test
    void withoutACurrentContextOneMustBeNamed() throws IOException {
        var file = written(TWO.replace("current-context: near\n", ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubeconfig.read(file, null))
                .withMessageContainingAll("no current context", "near, far");
    }

    @Test
    void aMissingFileIsNamed() {
        var file = folder.resolve("missing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubeconfig.read(file, null))
                .withMessageContainingAll("there is no kubeconfig", file.toString());
    }

    private Path written(String content) throws IOException {
        return Files.writeString(folder.resolve("config"), content);
    }
}
