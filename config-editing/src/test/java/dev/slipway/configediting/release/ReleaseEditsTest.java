package dev.slipway.configediting.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Unchanged;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseEditsTest {
    private static final String NAME = "registry.example/root/hichat";
    private static final ImageReference IMAGE = new ImageReference(NAME, "2", "sha256:" + "2".repeat(64));
    private static final String MANIFEST = """
            # kept:   as it is
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: server}
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                    - name: server
                      image: registry.example/root/hichat:1   # set by Slipway
            """;
    private static final String VALUES = """
            image:
              repository: registry.example/root/hichat
              tag: "1"
            replicaCount: 1
            env: []
            resources: {}
            flags:
              search: false
              label: "7"
            """;

    @Test
    void imageAndSettingsAreMadeTogetherAndNothingElseChanges() {
        var edited = apply(
                config(null, null),
                Map.of("k8s/server.yaml", MANIFEST),
                new Setting(Kind.REPLICAS, null, "3", null),
                new Setting(Kind.ENV, "LOG_LEVEL", "debug", null),
                new Setting(Kind.LIMIT, "cpu", "500m", "server"));

        var added = """
                resources:
                  limits:
                    cpu: 500m
                env:
                  - name: LOG_LEVEL
                    value: debug
                """.indent("          ".length());
        assertThat(text(edited, "k8s/server.yaml"))
                .isEqualTo(MANIFEST.replace("replicas: 1", "replicas: 3").replace("hichat:1", "hichat:2") + added);
    }

    @Test
    void oneThatCannotBeMadeLeavesAllUnmade() {
        var edited = apply(
                config(null, null),
                Map.of("k8s/server.yaml", MANIFEST),
                new Setting(Kind.REPLICAS, null, "3", null),
                new Setting(Kind.ENV, "LOG_LEVEL", "debug", "proxy"));

        assertThat(edited)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("nothing here is container proxy; found server (", "correct the name"));
    }

    @Test
    void aMistypedFileIsAnsweredWithThoseThatAreThere() {
        var edited = apply(
                config(null, null),
                Map.of("k8s/server.yaml", MANIFEST, "k8s/more/flags.yaml", "flags: {}\n"),
                value("flags.search", "true"));

        assertThat(edited)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo(
                                        "k8s/values.yaml: there is no such file; name one that is there: more/flags.yaml, server.yaml"));
    }

    @Test
    void aResourceIsOneOfKubernetesOrHasADomain() {
        for (var fine : List.of("cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu")) {
            ReleaseEdits.check(new Setting(Kind.LIMIT, fine, "1", null));
        }
        assertThatThrownBy(() -> ReleaseEdits.check(new Setting(Kind.LIMIT, "memry", "1Gi", "web")))
                .hasMessageStartingWith("limit memry: 'memry' is no resource; write cpu, memory");
    }

    @ParameterizedTest
    @CsvSource({
        "REPLICAS, , many, write one from 0 to",
        "REPLICAS, , 10001, write one from 0 to",
        "ENV, A B, x, is no name of an environment variable",
        "LIMIT, cpu, much, is no quantity",
        "LIMIT, , 1, a name is missing",
        "VALUE, spec..x, 1, spec..x"
    })
    void whatIsWrongWithASettingIsSaid(Kind kind, @Nullable String name, String value, String said) {
        var edited =
                apply(config(null, null), Map.of("k8s/server.yaml", MANIFEST), new Setting(kind, name, value, null));

        assertThat(edited)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains(said));
    }

    @Test
    void theFileWithTheImageIsMeantWhereTheCatalogNamesIt() {
        var beside = VALUES.replace("flags", "# beside\nflags");
        var edited = apply(
                config("values-prod.yaml", null),
                Map.of("k8s/values.yaml", beside, "k8s/values-prod.yaml", VALUES),
                new Setting(Kind.REPLICAS, null, "3", null),
                new Setting(Kind.ENV, "LOG_LEVEL", "debug", "values.yaml"));

        assertThat(text(edited, "k8s/values-prod.yaml"))
                .isEqualTo(VALUES.replace("tag: \"1\"", "tag: \"2\"").replace("Count: 1", "Count: 3"));
        assertThat(text(edited, "k8s/values.yaml")).contains("tag: \"1\"", "LOG_LEVEL", "replicaCount: 1");
    }

    @Test
    void aValueKeepsItsKindAndANewOneIsWhatItLooksLike() {
        var edited = apply(
                config(null, null),
                Map.of("k8s/values.yaml", VALUES),
                value("flags.search", "true"),
                value("flags.label", "8"),
                value("flags.most", "5"),
                value("flags.name", "\"5\""),
                value("flags.greeting", "hello"));

        assertThat(text(edited, "k8s/values.yaml"))
                .contains(
                        "  search: true\n",
                        "  label: \"8\"\n",
                        "  most: 5\n",
                        "  name: \"5\"\n",
                        "  greeting: hello\n");
    }

    @Test
    void whatKubernetesTakesForTextAloneIsText() {
        var map = "kind: ConfigMap\nmetadata: {name: flags}\ndata:\n  a: \"1\"\n";
        var edited = apply(
                config(null, null),
                Map.of("k8s/server.yaml", MANIFEST, "k8s/flags.yaml", map),
                new Setting(Kind.VALUE, "data.b", "2", "flags.yaml"));

        assertThat(text(edited, "k8s/flags.yaml")).isEqualTo(map + "  b: \"2\"\n");
    }

    @Test
    void theImageStandsWhereTheCatalogSays() {
        var custom = "kind: Tenant\nspec:\n  version: \"1\"\n  other: " + NAME + ":1\n";
        var edited = apply(config("tenant.yaml", "spec.version"), Map.of("k8s/tenant.yaml", custom));

        assertThat(text(edited, "k8s/tenant.yaml")).isEqualTo(custom.replace("\"1\"", "\"2\""));
    }

    @Test
    void whatIsSetAlreadyIsUnchanged() {
        var now = MANIFEST.replace("hichat:1", "hichat:2");

        assertThat(apply(
                        config(null, null),
                        Map.of("k8s/server.yaml", now),
                        new Setting(Kind.REPLICAS, null, "1", "Deployment/server")))
                .isInstanceOf(Unchanged.class);
    }

    private static Setting value(String path, String value) {
        return new Setting(Kind.VALUE, path, value, "values.yaml");
    }

    private static Environment.Config config(@Nullable String file, @Nullable String field) {
        return new Environment.Config("hichat", "k8s-config", "k8s", null, file, null, field, null, null);
    }

    private static Edited apply(Environment.Config config, Map<String, String> texts, Setting... settings) {
        var all = new HashMap<String, byte[]>();
        texts.forEach((path, text) -> all.put(path, text.getBytes(StandardCharsets.UTF_8)));
        var only = new HashMap<>(all);
        only.keySet().removeIf(path -> config.file() != null && !path.endsWith("/" + config.file()));
        return ReleaseEdits.apply(
                config, IMAGE, List.of(settings), new ConfigFiles("k8s", only), new ConfigFiles("k8s", all));
    }

    private static String text(Edited edited, String path) {
        assertThat(edited).isInstanceOf(Changed.class);
        return new String(((Changed) edited).files().getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }
}
