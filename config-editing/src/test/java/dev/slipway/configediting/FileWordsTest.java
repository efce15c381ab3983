package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edited.Changed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not read make no difference. */
class FileWordsTest {
    private static final Image IMAGE = Image.tagged("gitlab.example:5050/root/hichat", "2");

    @Test
    void whateverPeopleWriteTheOutcomeIsTheSame() {
        for (var seed = 0; seed < 300; seed++) {
            var files = new HashMap<String, byte[]>();
            for (var i = 0; i < 4; i++) {
                var named = i == seed % 4 ? IMAGE.name() + ":1" : "gitlab.example:5050/root/hichat-" + i;
                files.put("k8s/" + i + ".yaml", bytes(new GeneratedManifest(new Random(4 * seed + i)).with(named)));
            }

            assertSame(files, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hichat: {image: {registry: gitlab.example:5050, repository: root/hichat, tag: '1'}}",
                "image: {repository: gitlab.example:5050/root/hichat, tag: '1'}",
                "imageName: \"gitlab.example:5050/root/hi\\u0063hat\"\nimageTag: '1'",
                "kind: Kustomization\nimages: [{name: x, newName: gitlab.example:5050/root/hichat, newTag: '1'}]",
                "kind: Pod\nspec: {containers: [{name: a,\"image\":\"gitlab.example:5050/root/hichat:1\"}]}",
                "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {kustomize: {images:"
                        + " [x=gitlab.example:5050/root/hichat:1]}}}",
                """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        spec:
                          source:
                            helm:
                              values: |
                                image: gitlab.example:5050/root/hichat:1
                        """
            })
    void inEachForm(String text) {
        var files = Map.of("k8s/values.yaml", bytes(text), "k8s/other.yaml", bytes("image: busybox:1"));

        assertThat(assertSame(files, 0)).isInstanceOf(Changed.class);
    }

    @Test
    void onlyFilesWithTheWordAreRead() {
        var files = new HashMap<String, byte[]>();
        for (var i = 0; i < 50; i++) {
            files.put(
                    "k8s/" + i + ".yaml",
                    bytes("kind: Pod\nspec: {containers: [{name: a, image: root/app-" + i + "}]}"));
        }
        var known = new Known(files);

        var edited = Editor.apply(new ConfigFiles("k8s", known), new SetImage(Image.tagged("root/app-1", "2")));

        assertThat(edited).isInstanceOf(Changed.class);
        assertThat(known.read).containsOnly("k8s/1.yaml");
    }

    private static Edited assertSame(Map<String, byte[]> files, int seed) {
        var edit = new SetImage(IMAGE);
        var all = Editor.apply(new ConfigFiles("k8s", files), edit);
        var known = Editor.apply(new ConfigFiles("k8s", new Known(files)), edit);
        assertThat(known).as("seed %s", seed).usingRecursiveComparison().isEqualTo(all);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Known extends HashMap<String, byte[]> implements KnownFiles {
        private static final long serialVersionUID = 1;
        private final transient List<String> read = new ArrayList<>();

        private Known(Map<String, byte[]> files) {
            super(files);
        }

        @Override
        public byte @Nullable [] get(Object path) {
            read.add((String) path);
            return super.get(path);
        }

        @Override
        public byte[] getOrDefault(Object path, byte[] otherwise) {
            var there = get(path);
            return there == null ? otherwise : there;
        }

        @Override
        public List<String> naming(String shortName) {
            return entrySet().stream()
                    .filter(file -> FileWords.of(file.getValue()).mayName(FileWords.hash(shortName)))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
