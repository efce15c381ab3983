package dev.slipway.git;

import static dev.slipway.git.Forge.LI;
import static dev.slipway.git.Forge.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingTreeTest {
    private static final List<String> NAMES = List.of("a", "a-b", "a.b", "a0", "b", "更", "z");
    private Forge forge;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    /** Names are chosen so that files and folders take each other's place and Git's odd order of trees matters. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyEditsGiveTheTreeThatGitWouldMake(long seed) throws Exception {
        var random = new Random(seed);
        var model = new TreeMap<String, String>();
        forge.commit("master", "base", Map.of("a", "0"));
        model.put("a", "0");
        CommitId tip = forge.clone.at("master");

        for (var round = 0; round < 8; round++) {
            var drafts = new ArrayList<CommitDraft>();
            for (var i = 0; i < 4; i++) {
                drafts.add(randomDraft(random, model));
            }
            var pushed = (PushOutcome.Pushed) forge.mirrorOfFile().push("master", new Base.Tip(tip), drafts);
            tip = pushed.tip().orElseThrow();
            var read = new TreeMap<String, String>();
            forge.mirrorOfFile()
                    .at(tip)
                    .readAll("", _ -> true)
                    .forEach((path, bytes) -> read.put(path, new String(bytes, StandardCharsets.UTF_8)));
            assertThat(read).isEqualTo(model);
        }
        forge.origin.run("fsck", "--strict");
    }

    private static CommitDraft randomDraft(Random random, Map<String, String> model) {
        var steps = new ArrayList<CommitDraft.Change>();
        for (var i = 0; i < 3; i++) {
            var path = path(random);
            if (random.nextInt(3) == 0) {
                clear(model, path);
                steps.add(tree -> tree.delete(path));
            } else {
                var text = "v" + random.nextInt(100);
                clear(model, path);
                for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                    model.remove(path.substring(0, slash));
                }
                model.put(path, text);
                steps.add(tree -> tree.write(path, text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new CommitDraft(LI, THEN, new CommitMessage("random"), tree -> {
            for (var step : steps) {
                step.apply(tree);
            }
        });
    }

    private static void clear(Map<String, String> model, String path) {
        model.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
    }

    private static String path(Random random) {
        var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
        for (var depth = random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
    }

    @Test
    void anExecutableStaysExecutable() throws Exception {
        forge.clone.write("run.sh", "old");
        assertThat(forge.clone.folder().resolve("run.sh").toFile().setExecutable(true))
                .isTrue();
        var base = forge.commit("master", "base", Map.of());

        forge.mirror().push("master", new Base.Tip(base), List.of(Forge.draft("x", "run.sh", "new")));

        assertThat(forge.origin.run("ls-tree", "master", "run.sh")).startsWith("100755");
    }

    @Test
    void namesThatAreNoUtf8Survive() throws Exception {
        forge.commit("master", "base", Map.of("a", "0"));
        var id = forge.clone.run("rev-parse", "HEAD:a");
        var tree = forge.clone.run(
                "-c",
                "alias.t=!printf '100644 blob " + id + "\\tb\\377\\n100644 blob " + id + "\\ta\\n' | git mktree",
                "t");
        var odd = forge.clone.run("commit-tree", tree, "-m", "odd");
        forge.clone.run("push", "-q", "-f", "origin", odd + ":refs/heads/odd");

        forge.mirror().push("odd", new Base.Tip(new CommitId(odd)), List.of(Forge.draft("x", "a", "new")));

        assertThat(forge.origin.run("ls-tree", "--name-only", "odd")).isEqualTo("a\n\"b\\377\"");
    }
}
