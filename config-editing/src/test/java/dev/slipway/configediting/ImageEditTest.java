package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.EditOutcome.Edited;
import dev.slipway.configediting.EditOutcome.NotFound;
import dev.slipway.configediting.EditOutcome.Unchanged;
import dev.slipway.configediting.EditOutcome.Unsafe;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEditTest {
    private static final Image NEW = Image.tagged("root/hichat", "2");
    private static final String POD = "kind: Pod\nspec:\n  containers:\n  - name: a\n    image: ";

    private static EditOutcome edit(String text) {
        return new ImageEdit(NEW).applyTo(Map.of("k8s/a.yaml", bytes(text)));
    }

    private static String edited(String text) {
        return text(((Edited) edit(text)).files(), "k8s/a.yaml");
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
                "root/hichat:1@sha256:0123456789abcdef0123456789abcdef",
                "root/hichat:1\r\n    command: [ a ]\r\n",
            })
    void onlyTheValueChanges(String written) {
        var expected = POD + written.replaceFirst("root/hichat(:1)?(@sha256:[0-9a-f]+)?", "root/hichat:2");

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

        var outcome = (Edited) edit(text);

        assertThat(text(outcome.files(), "k8s/a.yaml")).isEqualTo(text.replace("root/hichat:1", "root/hichat:2"));
        assertThat(outcome.places())
                .extracting(Place::toString)
                .containsExactly(
                        "root/hichat:1 (k8s/a.yaml:4)",
                        "root/hichat:1 (k8s/a.yaml:8)",
                        "root/hichat:1 (k8s/a.yaml:15)");
    }

    @Test
    void anImageThatIsNoContainersStays() {
        var text =
                "kind: ConfigMap\ndata:\n  image: root/hichat:1\n  x: |\n    containers:\n    - image: root/hichat:1\n";

        assertThat(edit(text)).isInstanceOf(NotFound.class);
    }

    @Test
    void aFileAsWantedIsUnchanged() {
        assertThat(edit(POD + "root/hichat:2")).isInstanceOf(Unchanged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">-\n      root/hichat:1",
                "\"root/hichat:\\x31\"",
                "\"root/\\\n     hichat:1\"",
                "\"root/hichat:{{ .Values.tag }}\"",
                "{{ .Values.image }} # root/hichat",
                "&i root/hichat:1\n  - image: *i",
                "root/hichat:1\n    image: root/hichat:1",
                "root/hichat:1\n    name: b\n    name: c",
                "root/hichat:1\n  bad:\n - x: [",
            })
    void whatCannotBeEditedSafelyIsRefused(String written) {
        var outcome = edit(POD + written);

        assertThat(outcome).isInstanceOfSatisfying(Unsafe.class, unsafe -> {
            assertThat(unsafe.line()).isBetween(1, 8);
            assertThat(unsafe.message()).startsWith("k8s/a.yaml:" + unsafe.line() + " cannot be edited safely: ");
        });
    }

    @Test
    void aMergedContainerIsRefused() {
        var text = "x: &base\n  image: root/hichat:1\nspec:\n  containers:\n  - <<: *base\n    name: a\n";

        assertThat(edit(text))
                .isInstanceOfSatisfying(
                        Unsafe.class, unsafe -> assertThat(unsafe.reason()).contains("alias"));
    }

    @Test
    void anAliasElsewhereDoesNotMatter() {
        var text = POD + "root/hichat:1\nx: &x {a: 1}\ny: *x\nz: [*x, *x]\n";

        assertThat(edited(text)).isEqualTo(text.replace("root/hichat:1", "root/hichat:2"));
    }

    @Test
    void notFoundSaysWhatIsThereAndWhatToDo() {
        var files = Map.of("k8s/hichat.yaml", bytes("a: 1"), "k8s/mysql.yaml", bytes(POD + "mysql:8.4"));

        var outcome = new ImageEdit(NEW, Optional.of("k8s/hichat.yaml")).applyTo(files);

        assertThat(((NotFound) outcome).message("environments[0].config.file"))
                .isEqualTo("no container uses image root/hichat in k8s/hichat.yaml; found mysql:8.4 (k8s/mysql.yaml:5);"
                        + " set environments[0].config.file in the catalog");
    }

    @Test
    void onlyTheNamedFileIsEdited() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("k8s/a.yaml", bytes(POD + "root/hichat:1"));
        files.put("k8s/b.yaml", bytes(POD + "root/hichat:1"));
        files.put("k8s/c.txt", bytes(POD + "root/hichat:1"));

        var one = (Edited) new ImageEdit(NEW, Optional.of("k8s/b.yaml")).applyTo(files);
        var all = (Edited) new ImageEdit(NEW).applyTo(files);

        assertThat(one.files()).containsOnlyKeys("k8s/b.yaml");
        assertThat(all.files()).containsOnlyKeys("k8s/a.yaml", "k8s/b.yaml");
    }

    @Test
    void aTemplateBesideDoesNotMatterUnlessItNamesTheImage() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("a.yaml", bytes(POD + "root/hichat:1"));
        files.put("chart.yaml", bytes("{{ if .x }}\nhichat: {{ .Values.image }}"));
        assertThat(new ImageEdit(NEW).applyTo(files)).isInstanceOf(Edited.class);

        files.remove("a.yaml");
        assertThat(((Unsafe) new ImageEdit(NEW).applyTo(files)).message()).contains("it looks like a template");

        files.put("a.yaml", bytes(POD + "root/hichat:1"));
        files.put("chart.yaml", bytes("{{ if .x }}\nimage: root/hichat:{{ .Values.tag }}"));
        assertThat(new ImageEdit(NEW).applyTo(files)).isInstanceOf(Unsafe.class);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var outcome = new ImageEdit(NEW)
                .applyTo(Map.of("a.yaml", (POD + "root/hichat:1 # \u00ff").getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unsafe.class, unsafe -> assertThat(unsafe.reason()).contains("UTF-8"));
    }

    @Test
    void hostileFilesAreRefusedNotObeyed() {
        var deep = "[".repeat(200_000) + "root/hichat:1";
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }

        assertThat(edit(deep)).isInstanceOf(Unsafe.class);
        assertThat(edit(bomb + POD + "root/hichat:1")).isInstanceOf(Edited.class);
        assertThat(edit("a: &a [*a, root/hichat]\n")).isInstanceOfAny(NotFound.class, Unsafe.class);
    }
}
