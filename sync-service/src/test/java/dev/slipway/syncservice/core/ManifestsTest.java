package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    @Test
    void aFewAliasesThatMeanMillionsAreRefused() {
        var bomb = new StringBuilder(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: zz}\nd0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i <= 11; i++) {
            bomb.append("d%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() ->
                        Manifests.parse(Map.of("k8s/zz.yaml", bomb.toString().getBytes(StandardCharsets.UTF_8))))
                .withMessageContaining("k8s/zz.yaml:1")
                .withMessageContaining("aliases");
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: zz}\ndata: " + "[".repeat(20_000)
                + "]".repeat(20_000);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> Manifests.parse(Map.of("k8s/zz.yaml", deep.getBytes(StandardCharsets.UTF_8))))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void documentsOfAFileAreObjectsWithTheLineTheyStartAt() {
        var manifests = Manifests.parse(file("all.yaml", """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                # nothing in between
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: shop, namespace: shop}
                """));
        assertThat(manifests).extracting(Manifest::kind).containsExactly("Namespace", "Service");
        assertThat(manifests).extracting(Manifest::where).containsExactly("all.yaml:1", "all.yaml:7");
        assertThat(manifests).extracting(Manifest::namespace).containsExactly(null, "shop");
        assertThat(manifests).extracting(Manifest::first).containsExactly(true, false);
    }

    @Test
    void jsonIsReadToo() {
        var manifests = Manifests.parse(
                file("one.json", "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}}"));
        assertThat(manifests).singleElement().extracting(Manifest::name).isEqualTo("a");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() {
        var why = refusalOf("bad.yaml", "apiVersion: v1\nkind: [Service\nmetadata: {name: a}\n");
        assertThat(why.segment()).isEqualTo(Segment.CONFIG);
        assertThat(why.seen()).startsWith("bad.yaml:").contains("is no YAML");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(refusalOf("twice.yaml", "apiVersion: v1\nkind: ConfigMap\nkind: Service\nmetadata: {name: a}\n")
                        .seen())
                .startsWith("twice.yaml:");
    }

    @Test
    void anUnknownTagIsRefused() {
        assertThat(refusalOf("tag.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: !java.net.URL {name: a}\n")
                        .seen())
                .startsWith("tag.yaml");
    }

    @Test
    void anObjectWithoutKindIsRefusedWhereItStarts() {
        var why = refusalOf("a.yaml", "# a comment\napiVersion: v1\nmetadata: {name: a}\n");
        assertThat(why.seen()).isEqualTo("a.yaml:2 has no kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: ../../../kube-system/configmaps/x",
                "name: ..",
                "name: a%2fb",
                "name: \"a\\nb\"",
                "name: a, namespace: [kube-system]",
                "name: a, namespace: ../b"
            })
    void whatNoObjectCanBeCalledIsRefused(String metadata) {
        assertThat(refusalOf("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { " + metadata + " }\n")
                        .seen())
                .startsWith("a.yaml:1 has a metadata.")
                .endsWith("that no object can have");
    }

    @Test
    void anObjectWithoutNameIsRefused() {
        assertThat(refusalOf("a.yaml", "apiVersion: v1\nkind: Service\n").seen())
                .isEqualTo("a.yaml:1 has no metadata.name");
    }

    @Test
    void whatIsNoMappingIsRefused() {
        assertThat(refusalOf("a.yaml", "- apiVersion: v1\n").seen()).isEqualTo("a.yaml:1 is no object");
    }

    @Test
    void aPlainSecretIsRefusedWithoutItsValue() {
        var why = refusalOf("secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData: {password: hunter2}
                """);
        assertThat(why.seen()).contains("secret.yaml:1", "db");
        assertThat(why.seen() + why.nextStep()).doesNotContain("hunter2");
    }

    @Test
    void aBrokenSecretIsRefusedWithoutItsValue() {
        var why = refusalOf("secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData:
                  password: hunter2
                  password: hunter2
                  other: "hunter2" hunter2
                """);
        assertThat(why.seen() + why.nextStep()).doesNotContain("hunter2");
    }

    @Test
    void aListIsRefusedSinceASecretMayHideInIt() {
        var why = refusalOf("list.yaml", """
                apiVersion: v1
                kind: List
                metadata: {name: all}
                items:
                  - apiVersion: v1
                    kind: Secret
                    metadata: {name: db}
                    stringData: {password: hunter2}
                """);
        assertThat(why.seen()).isEqualTo("list.yaml:1 is a List");
        assertThat(why.seen() + why.nextStep()).doesNotContain("hunter2");
    }

    @Test
    void anEmptyConfigPathIsRefused() {
        var why = refusal(Map.of("README.md", "nothing".getBytes(StandardCharsets.UTF_8)));
        assertThat(why.seen()).isEqualTo("the config path holds no manifest");
    }

    private static Failure refusalOf(String path, String text) {
        return refusal(file(path, text));
    }

    private static Failure refusal(Map<String, byte[]> files) {
        return catchThrowableOfType(PermanentFailure.class, () -> Manifests.parse(files))
                .failure();
    }

    private static Map<String, byte[]> file(String path, String text) {
        return Map.of(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
