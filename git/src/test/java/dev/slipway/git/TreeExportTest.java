package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeExportTest {
    private Forge forge;
    private Path target;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
        target = folder.resolve("export");
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void writesTheFilesOfAFolder() throws Exception {
        forge.clone.write("app/run.sh", "run");
        assertThat(forge.clone.folder().resolve("app/run.sh").toFile().setExecutable(true))
                .isTrue();
        var commit = forge.commit("master", "x", Map.of("app/更/a", "1", "other", "2"));

        var exported = forge.mirror().at(commit).export("app", target);

        assertThat(target.resolve("更/a")).hasContent("1");
        assertThat(target.resolve("run.sh")).isExecutable();
        assertThat(target.resolve("other")).doesNotExist();
        assertThat(exported.files()).isEqualTo(2);
        assertThat(exported.bytes()).isEqualTo(4);
    }

    @Test
    void linksStayInsideOrAreLeftOut() throws Exception {
        link("in/good", "../file");
        link("dir", "in");
        link("in/up", "..");
        link("dangling", "later/made");
        link("absolute", "/etc/passwd");
        link("out", "../../etc");
        link("in/sly", "up/..");
        link("self", "in/good/../../x");
        var commit = forge.commit("master", "x", Map.of("file", "1"));

        var exported = forge.mirror().at(commit).export("", target);

        assertThat(exported.leftOut()).containsExactlyInAnyOrder("absolute", "out", "in/sly", "self");
        assertThat(target.resolve("dir/good")).hasContent("1");
        assertThat(Files.isSymbolicLink(target.resolve("dangling"))).isTrue();
        try (var all = Files.walk(target)) {
            for (var path : all.filter(Files::exists).toList()) {
                assertThat(path.toRealPath()).startsWithRaw(target.toRealPath());
            }
        }
    }

    @Test
    void treesThatNoGitWouldCheckOutAreRefused() throws Exception {
        forge.commit("master", "x", Map.of("a", "1"));
        var blob = forge.clone.run("rev-parse", "HEAD:a");
        for (var name : new String[] {"..", ".git", ".GIT"}) {
            var tree = forge.clone.run(
                    "-c", "alias.t=!printf '100644 blob " + blob + "\\t" + name + "\\n' | git mktree", "t");
            var bad = new CommitId(forge.clone.run("commit-tree", tree, "-m", "bad"));
            forge.clone.run("push", "-q", "-f", "origin", bad + ":refs/heads/bad");

            assertThatThrownBy(() -> forge.mirror().at(bad).export("", target.resolve(bad.value())))
                    .isInstanceOf(GitRefused.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void sizeIsBounded(@TempDir Path other) throws Exception {
        var commit = forge.commit("master", "x", Map.of("a", "12345", "b", "12345"));
        var d = GitLimits.defaults();
        for (var limits : new GitLimits[] {
            new GitLimits(d.connect(), d.silence(), d.transfer(), 100, 9, 9, 9),
            new GitLimits(d.connect(), d.silence(), d.transfer(), 100, 99, 1, 9)
        }) {
            try (var mirrors = Mirrors.in(other, limits)) {
                var at = mirrors.of(forge.mirrorOfFile().remote()).at(commit);
                assertThatThrownBy(() -> at.export("", target.resolve("" + limits.exportFilesMax())))
                        .isInstanceOf(GitRefused.class)
                        .hasMessageContaining("the tree has more than");
            }
        }
    }

    @Test
    void aFolderThatIsNotEmptyOrNotThereIsAnError() throws Exception {
        var commit = forge.commit("master", "x", Map.of("a", "1"));
        Files.createDirectories(target);
        Files.writeString(target.resolve("old"), "x");

        assertThatThrownBy(() -> forge.mirror().at(commit).export("", target)).hasMessageContaining("not empty");
        assertThatThrownBy(() -> forge.mirror().at(commit).export("none", target.resolve("new")))
                .hasMessageContaining("there is no folder 'none'");
    }

    private void link(String path, String to) throws IOException {
        var link = forge.clone.folder().resolve(path);
        Files.createDirectories(link.resolveSibling("."));
        Files.createSymbolicLink(link, Path.of(to));
    }
}
