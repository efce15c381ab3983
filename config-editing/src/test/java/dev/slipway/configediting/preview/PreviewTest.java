package dev.slipway.configediting.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Container;
import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Editor;
import dev.slipway.configediting.preview.ObjectChange.Fate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final String MANIFESTS = """
            kind: Namespace
            metadata: {name: n}
            ---
            kind: Deployment
            metadata: {name: server, namespace: n}
            spec:
              template:
                spec:
                  containers:
                  - name: server
                    image: a:1
                    env: [{name: A, value: b}]
            """;

    private static Map<String, byte[]> file(String text) {
        return Map.of("k8s/a.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectChange only(String before, String after) {
        var objects = Preview.of(file(before), file(after)).objects();
        assertThat(objects).hasSize(1);
        return objects.getFirst();
    }

    private static FieldChange change(String path, String before, String after) {
        return new FieldChange(path, Optional.of(before), Optional.of(after));
    }

    @Test
    void showsLinesOfFilesAndFieldsOfObjects() {
        var files = new ConfigFiles("k8s", file(MANIFESTS));
        var server = Container.named("server");
        var edits = List.of(new SetReplicas(server, 2), new SetEnv(server, "A", "c"), new SetEnv(server, "B", "1"));

        var preview = Preview.of(files, (Changed) Editor.apply(files, List.copyOf(edits)));

        assertThat(preview.files())
                .singleElement()
                .satisfies(file -> assertThat(file.diff())
                        .startsWith("--- a/k8s/a.yaml\n+++ b/k8s/a.yaml\n@@ -4,9 +4,10 @@\n")
                        .contains(
                                "\n+  replicas: 2\n",
                                "\n+        env: [{name: A, value: c}, {name: B, value: \"1\"}]\n"));
        var env = "spec.template.spec.containers[name=server].env";
        assertThat(preview.objects())
                .containsExactly(new ObjectChange(
                        "k8s/a.yaml",
                        "Deployment",
                        "n",
                        "server",
                        Fate.CHANGED,
                        List.of(
                                change(env + "[name=A].value", "b", "c"),
                                new FieldChange(env + "[name=B]", Optional.empty(), Optional.of("{name: B, value: 1}")),
                                new FieldChange("spec.replicas", Optional.empty(), Optional.of("2"))),
                        0));
    }

    @Test
    void commentsQuotesAndOrderAreLinesButNoFields() {
        var preview = Preview.of(file("kind: A\na: 'x' # 1\nb: 2\n"), file("kind: A\nb: 2\na: \"x\"\n"));

        assertThat(preview.files()).hasSize(1);
        assertThat(preview.objects()).isEmpty();
    }

    @Test
    void aNumberThatBecomesTextIsAChange() {
        assertThat(only("a: 1\n", "a: \"1\"\n").fields()).containsExactly(change("a", "1", "1"));
    }

    @Test
    void objectsAreFoundAgainWhereverTheyStand() {
        var moved = "kind: B\nmetadata: {name: b}\n---\nkind: A\nmetadata: {name: a}\nx: 2\n";

        var change = only("kind: A\nmetadata: {name: a}\nx: 1\n---\nkind: B\nmetadata: {name: b}\n", moved);

        assertThat(change.kind()).isEqualTo("A");
        assertThat(change.fields()).containsExactly(change("x", "1", "2"));
    }

    @Test
    void newAndRemovedObjectsAndFilesAreSaid() {
        assertThat(Preview.of(Map.of(), file("kind: A\nmetadata: {name: a}\n")).objects())
                .extracting(ObjectChange::fate)
                .containsExactly(Fate.ADDED);
        assertThat(only("kind: A\n---\nkind: B\n", "kind: A\n").fate()).isEqualTo(Fate.REMOVED);
    }

    @Test
    void aSecretsValuesAreNotShown() {
        var before = "kind: Secret\nmetadata: {name: s}\nstringData: {token: abc, user: me}\n";

        var preview = Preview.of(file(before), file(before.replace("abc", "xyz")));

        assertThat(preview.files()).containsExactly(new FileChange("k8s/a.yaml", "", true));
        assertThat(preview.objects().getFirst().fields())
                .containsExactly(change("stringData.token", "(hidden)", "(hidden)"));
        assertThat(preview.toString()).doesNotContain("abc", "xyz");
    }

    @Test
    void lineEndsAndTheMissingLastOneAreShownAsTheyAre() {
        assertThat(Preview.of(file("a: 1\r\nb: 2"), file("a: 3\r\nb: 2"))
                        .files()
                        .getFirst()
                        .diff())
                .endsWith("@@ -1,2 +1,2 @@\n-a: 1\r\n+a: 3\r\n b: 2\n\\ No newline at end of file\n");
    }

    @Test
    void whatIsNoTextOrNoYamlIsComparedAsFarAsItCanBe() {
        assertThat(Preview.of(Map.of("a.bin", new byte[] {-1}), Map.of("a.bin", new byte[] {-2}))
                        .files()
                        .getFirst()
                        .diff())
                .startsWith("Binary files");
        assertThat(Preview.of(file("a: [\n"), file("a: {\n")).files()).hasSize(1);
    }

    @Test
    void aliasesWithoutEndAreComparedOnce() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }

        assertThat(only(bomb.toString(), bomb.toString().replace("[x]", "[y]")).fields())
                .containsExactly(change("a0[0]", "x", "y"));
    }
}
