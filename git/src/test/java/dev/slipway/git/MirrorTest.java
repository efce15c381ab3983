package dev.slipway.git;

import static dev.slipway.git.Forge.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private Forge forge;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void resolvesWithoutBeingToldToFetch() throws Exception {
        var commit = forge.commit("master", "first", Map.of("a", "1"));
        forge.clone.run("tag", "-a", "v1", "-m", "x");
        forge.clone.run("push", "-q", "origin", "v1");

        assertThat(forge.mirror().resolve("master")).contains(commit);
        assertThat(forge.mirror().resolve("refs/tags/v1")).contains(commit);
        assertThat(forge.mirror().resolve("absent")).isEmpty();
    }

    @Test
    void seesNewCommitsForcedPushesAndDeletedBranchesAfterAFetch() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        forge.commit("gone", "gone", Map.of("b", "1"));
        var mirror = forge.mirror();
        mirror.fetch();
        forge.clone.run("checkout", "-q", "master");
        forge.clone.run("commit", "-q", "--amend", "-m", "rewritten");
        forge.clone.run("push", "-q", "-f", "origin", "master", ":gone");

        assertThat(mirror.resolve("master")).contains(first);
        mirror.fetch("master", "gone");

        assertThat(mirror.resolve("master")).contains(forge.clone.at("master"));
        assertThat(mirror.resolve("gone")).isEmpty();
        assertThat(mirror.contains(forge.clone.at("master"), first)).isFalse();
    }

    @Test
    void aBranchMayBecomeAFolderOfBranches() throws Exception {
        forge.commit("feature", "first", Map.of("a", "1"));
        var mirror = forge.mirror();
        mirror.fetch();
        forge.clone.run("push", "-q", "origin", ":feature");
        forge.clone.run("checkout", "-q", "--detach");
        forge.clone.run("branch", "-D", "feature");
        var commit = forge.commit("feature/a", "second", Map.of("a", "2"));

        mirror.fetch("feature/a");

        assertThat(mirror.resolve("feature/a")).contains(commit);
    }

    @Test
    void readsTheTreeOfACommit() throws Exception {
        forge.clone.write("run.sh", "echo");
        assertThat(forge.clone.folder().resolve("run.sh").toFile().setExecutable(true))
                .isTrue();
        var commit = forge.commit("k8s-config", "k8s", Map.of("k8s/hichat.yaml", "hi", "k8s/更/d.yaml", "d"));
        var at = forge.mirror().at(commit);

        assertThat(at.files("k8s")).extracting(TreeFile::path).containsExactly("k8s/hichat.yaml", "k8s/更/d.yaml");
        assertThat(at.files("")).extracting(TreeFile::kind).contains(TreeFile.Kind.EXECUTABLE);
        assertThat(at.files("nowhere")).isEmpty();
        assertThat(text(at.read("./k8s/hichat.yaml"))).contains("hi");
        assertThat(at.read("k8s")).isEmpty();
        assertThat(at.read("k8s/none")).isEmpty();
        assertThat(at.readAll("k8s/", path -> path.endsWith("d.yaml"))).containsOnlyKeys("k8s/更/d.yaml");
        assertThat(at.content("k8s")).contains(forge.clone.run("rev-parse", "HEAD:k8s"));
        assertThat(at.content("none")).isEmpty();
    }

    @Test
    void tellsAboutACommit() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        var second =
                forge.commit("master", "second 😀\n\nwhy\n\nSlipway-Release: r1\nSlipway-Image: x:1", Map.of("a", "2"));

        var info = forge.mirror().at(second).info();

        assertThat(info.parents()).containsExactly(first);
        assertThat(info.author()).isEqualTo(Forge.LI);
        assertThat(info.subject()).isEqualTo("second 😀");
        assertThat(info.message()).contains("why");
        assertThat(info.trailer("slipway-release")).contains("r1");
        assertThat(forge.mirror().log(second, Optional.of(first), 10)).containsExactly(info);
        assertThat(forge.mirror().log(second, Optional.empty(), 10)).hasSize(2);
        assertThat(forge.mirror().log(second, Optional.empty(), 1)).hasSize(1);
    }

    @Test
    void namesTheFilesThatDiffer() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1", "docs/x", "1"));
        var second = forge.commit("master", "second", Map.of("docs/x", "2", "docs/y", "1"));

        assertThat(forge.mirror().changedPaths(first, second)).containsExactly("docs/x", "docs/y");
    }

    @Test
    void looksForAnUnknownCommitAtTheRemote() throws Exception {
        forge.mirror().fetch();
        var commit = forge.commit("master", "later", Map.of("a", "1"));
        assertThat(text(forge.mirror().at(commit).read("a"))).contains("1");

        var nowhere = new CommitId("1234567890".repeat(4));
        assertThatThrownBy(() -> forge.mirror().at(nowhere).info())
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("there is no commit " + nowhere);
    }

    @Test
    void findsTheNewestCommitWithATrailerAfterEveryChangeOfTheBranch() throws Exception {
        var release = new Trailer("Slipway-Release", "r1");
        var mirror = forge.mirror();
        forge.commit("master", "unrelated", Map.of("a", "0"));
        assertThat(mirror.find("master", release)).isEmpty();
        assertThat(mirror.find("absent", release)).isEmpty();

        var first = forge.commit("master", "one\n\nSlipway-Release: r1", Map.of("a", "1"));
        mirror.fetch("master");
        assertThat(mirror.find("master", release)).contains(first);

        var second = forge.commit("master", "two\n\nSlipway-Release: r1", Map.of("a", "2"));
        mirror.fetch("master");
        assertThat(mirror.find("master", release)).contains(second);

        forge.clone.run("reset", "-q", "--hard", first.value() + "~1");
        forge.commit("master", "rewritten", Map.of("a", "3"));
        mirror.fetch("master");
        assertThat(mirror.find("master", release)).isEmpty();
    }

    @Test
    void aCacheFolderHasOneOwner() {
        assertThatThrownBy(() -> Mirrors.in(forge.cache, GitLimits.defaults())).hasMessageContaining("in use already");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedByName(@TempDir Path other) throws Exception {
        var commit = forge.commit("master", "large", Map.of("large.bin", "x".repeat(2_000)));
        var d = GitLimits.defaults();
        var small = new GitLimits(d.connect(), d.silence(), d.transfer(), 1_000, 1, 1, 9);
        try (var mirrors = Mirrors.in(other, small)) {
            var at = mirrors.of(forge.server.remote("hichat.git")).at(commit);

            assertThatThrownBy(() -> at.read("large.bin"))
                    .isInstanceOf(GitRefused.class)
                    .hasMessageContaining("large.bin is larger than 1000 bytes");
        }
    }
}
