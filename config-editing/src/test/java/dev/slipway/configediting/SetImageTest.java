package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Unchanged;
import dev.slipway.configediting.Edited.Why;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetImageTest {
    private static final Image NEW = Image.tagged("root/hichat", "2");
    private static final String POD = "kind: Pod\nspec:\n  containers:\n  - name: a\n    image: ";

    private static Edited edit(String text) {
        return edit(Map.of("k8s/a.yaml", bytes(text)));
    }

    private static Edited edit(Map<String, byte[]> files) {
        return Editor.apply(new ConfigFiles("k8s", files), new SetImage(NEW));
    }

    private static Edited edit(Map<String, byte[]> files, String only) {
        return Editor.apply(new ConfigFiles("k8s", files), new SetImage(NEW).in(Where.file(only)));
    }

    private static void assertRefused(Edited edited, Why why, String reason) {
        assertThat(edited).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(why);
            assertThat(refused.message()).contains(reason);
        });
    }

    private static String edited(String text) {
        return text(((Changed) edit(text)).files(), "k8s/a.yaml");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, byte[]> files, String path) {
        var bytes = files.get(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root/hichat:1",
                "root/hichat",
                "'root/hichat:1'",
                "\"root/hichat:1\"",
                "root/hichat:1 # 😀 root/hichat:1",
                "&img root/hichat:1",
                "!!str root/hichat:1",
                "&img !!str 'root/hichat:1'",
                "!!str &img\n      root/hichat:1",
                "\n      root/hichat:1",
                "\"root/hichat:\\x31\"",
                "\"root/\\\n       hichat:1\"",
                "root/hichat:1\r\n    command: [ a ]\r\n",
            })
    void onlyTheValueChanges(String written) {
        var expected = POD
                + written.replace("\\x31", "1")
                        .replaceFirst("/\\\\\n +", "/")
                        .replaceFirst("root/hichat(:1)?", "root/hichat:2");

        assertThat(edited(POD + written)).isEqualTo(expected);
    }

    @Test
    void allContainersOfThatImageAreSetWhereverTheyAre() {
        var text = """
                \uFEFF# 聊天 😀
                ---
                kind: Deployment
                spec: {template: {spec: {initContainers: [{image: root/hichat:1, name: x}], containers: []}}}
                ---
                kind: CronJob
                spec:
                  jobTemplate: {spec: {template: {spec: {containers: [{"image": "root/hichat:1"}]}}}}
                ---
                kind: List
                items:
                - kind: Pod
                  spec:
                    containers:
                    - image: root/hichat:1
                    - image: root/hichat-web:1
                    - image: mysql:8.4
                """;

        var outcome = (Changed) edit(text);

        assertThat(text(outcome.files(), "k8s/a.yaml")).isEqualTo(text.replace("root/hichat:1", "root/hichat:2"));
        assertThat(outcome.changes())
                .extracting(it -> it.before().orElse("") + " " + it.object() + " " + it.line())
                .containsExactly("root/hichat:1  4", "root/hichat:1  8", "root/hichat:1  15");
    }

    @Test
    void anImageThatIsNoContainersStays() {
        var text =
                "kind: ConfigMap\ndata:\n  image: root/hichat:1\n  x: |\n    containers:\n    - image: root/hichat:1\n";

        assertRefused(edit(text), Why.MISSING, "found no image at all");
    }

    @Test
    void aFileAsWantedIsUnchanged() {
        assertThat(edit(POD + "root/hichat:2")).isInstanceOf(Unchanged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">-\n      root/hichat:1",
                "root/hichat:1@sha256:0123456789abcdef0123456789abcdef",
                "!image root/hichat:1",
                "root/hichat:${TAG}",
                "\"root/hichat:{{ .Values.tag }}\"",
                "&i root/hichat:1\n  - image: *i",
                "root/hichat:1\n    image: root/hichat:1",
                "root/hichat:1\n    name: b\n    name: c",
                "root/hichat:1\n  bad:\n - x: [",
            })
    void whatCannotBeEditedSafelyIsRefused(String written) {
        var outcome = edit(POD + written);

        assertThat(outcome).isInstanceOfSatisfying(Refused.class, unsafe -> {
            assertThat(unsafe.line()).isBetween(1, 8);
            assertThat(unsafe.message()).startsWith("k8s/a.yaml:" + unsafe.line() + ": cannot be edited safely: ");
        });
    }

    @Test
    void aTemplateThatHappensToBeYamlNamesNoImage() {
        assertRefused(
                edit(POD + "{{ .Values.image }} # root/hichat"), Why.MISSING, "no container uses image root/hichat");
    }

    @Test
    void aMergedContainerIsRefused() {
        var text = "x: &base\n  image: root/hichat:1\nspec:\n  containers:\n  - <<: *base\n    name: a\n";

        assertRefused(edit(text), Why.UNSAFE, "alias");
    }

    @Test
    void anAliasElsewhereDoesNotMatter() {
        var text = POD + "root/hichat:1\nx: &x {a: 1}\ny: *x\nz: [*x, *x]\n";

        assertThat(edited(text)).isEqualTo(text.replace("root/hichat:1", "root/hichat:2"));
    }

    @Test
    void notFoundSaysWhatIsThereAndWhatToDo() {
        var files = Map.of("k8s/hichat.yaml", bytes("a: 1"), "k8s/mysql.yaml", bytes(POD + "mysql:8.4"));

        assertThat(((Refused) edit(files, "hichat.yaml")).message())
                .isEqualTo("no container uses image root/hichat in k8s/hichat.yaml; found mysql:8.4 (k8s/mysql.yaml:5);"
                        + " set config.file in the catalog, or name the image there");
    }

    @Test
    void onlyTheNamedFileIsEdited() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("k8s/a.yaml", bytes(POD + "root/hichat:1"));
        files.put("k8s/b.yaml", bytes(POD + "root/hichat:1"));
        files.put("k8s/c.txt", bytes(POD + "root/hichat:1"));

        var one = (Changed) edit(files, "b.yaml");
        var all = (Changed) edit(files);

        assertThat(one.files()).containsOnlyKeys("k8s/b.yaml");
        assertThat(all.files()).containsOnlyKeys("k8s/a.yaml", "k8s/b.yaml");
    }

    @Test
    void aTemplateBesideDoesNotMatterUnlessItNamesTheImage() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("a.yaml", bytes(POD + "root/hichat:1"));
        files.put("chart.yaml", bytes("{{ if .x }}\nhichat: {{ .Values.image }}"));
        assertThat(edit(files)).isInstanceOf(Changed.class);

        files.remove("a.yaml");
        assertRefused(edit(files), Why.UNSAFE, "it looks like a template");

        files.put("a.yaml", bytes(POD + "root/hichat:1"));
        files.put("chart.yaml", bytes("{{ if .x }}\nimage: root/hichat:{{ .Values.tag }}"));
        assertRefused(edit(files), Why.UNSAFE, "it looks like a template");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var files = Map.of("a.yaml", (POD + "root/hichat:1 # \u00ff").getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(edit(files), Why.UNSAFE, "UTF-8");
    }

    @Test
    void theFileSaysByWhatItNamesImages() {
        var image = Image.tagged("root/hichat", "2", "sha256:" + "0f".repeat(32));
        for (var pair : Map.of(
                        "root/hichat:1",
                        "root/hichat:2",
                        "root/hichat@sha256:11",
                        "root/hichat@" + image.digest().orElse(""),
                        "root/hichat:1@sha256:11",
                        image.toString())
                .entrySet()) {
            var files = new ConfigFiles("", Map.of("a.yaml", bytes(POD + pair.getKey())));
            var edited = (Changed) Editor.apply(files, new SetImage(image));
            assertThat(text(edited.files(), "a.yaml")).isEqualTo(POD + pair.getValue());
            var both = (Changed) Editor.apply(files, new SetImage(image).by(Pin.BOTH));
            assertThat(text(both.files(), "a.yaml")).isEqualTo(POD + image);
        }
    }

    @Test
    void brokenDocumentsBesideDoNotMatter() {
        var text = "a: [\n---\n" + POD + "root/hichat:1\n---\nb: 'x\n";

        assertThat(edited(text)).isEqualTo(text.replace(":1", ":2"));
    }
}
