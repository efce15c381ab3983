package dev.slipway.git;

import static dev.slipway.git.Forge.LI;
import static dev.slipway.git.Forge.THEN;
import static dev.slipway.git.Forge.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.values.CommitId;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
    private Forge forge;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.origin.run("fsck", "--strict");
        forge.close();
    }

    @Test
    void eachDraftIsACommitUponTheOneBefore() throws Exception {
        var base = forge.commit("k8s-config", "base", Map.of("k8s/a.yaml", "0", "k8s/b.yaml", "0"));
        CommitDraft.Change append = tree -> {
            var old = new String(tree.read("k8s/a.yaml").orElseThrow(), StandardCharsets.UTF_8);
            tree.write("k8s/a.yaml", (old + "+").getBytes(StandardCharsets.UTF_8));
        };
        var drafts = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new CommitDraft(LI, THEN, new CommitMessage("release " + i), append))
                .toList();

        var pushed = (Pushed) forge.mirror().push("k8s-config", new Base.Tip(base), drafts);

        assertThat(forge.served("k8s-config", "k8s/a.yaml")).isEqualTo("0+++");
        assertThat(forge.served("k8s-config", "k8s/b.yaml")).isEqualTo("0");
        assertThat(forge.origin
                        .run("log", "--reverse", "--format=%H", base.value() + "..k8s-config")
                        .lines())
                .containsExactlyElementsOf(pushed.commits().stream()
                        .map(id -> id.orElseThrow().value())
                        .toList());
        assertThat(forge.mirror().resolve("k8s-config")).isEqualTo(pushed.tip());
    }

    @Test
    void gitReadsAuthorCommitterAndTrailers() throws Exception {
        var base = forge.commit("k8s-config", "base", Map.of("a", "0"));
        var forged = "fix: it\nSlipway-Release: forged";
        var message = new CommitMessage(
                forged, "Slipway-Release: forged too", List.of(new Trailer("Slipway-Release", "r1\nApproved-by: me")));
        var draft = new CommitDraft(LI, THEN, message, tree -> tree.write("a", new byte[] {'1'}));

        forge.mirror().push("k8s-config", new Base.Tip(base), List.of(draft));

        assertThat(forge.origin.run("log", "-1", "--format=%an <%ae> %aI%n%cn%n%s", "k8s-config"))
                .isEqualTo("Li Hua <lihua@example.com> 2026-11-20T10:00:00+00:00\nSlipway\n"
                        + "fix: it Slipway-Release: forged");
        assertThat(forge.origin.run("log", "-1", "--format=%(trailers)", "k8s-config"))
                .isEqualTo("Slipway-Release: r1 Approved-by: me");
        assertThat(forge.mirror().find("k8s-config", new Trailer("Slipway-Release", "forged too")))
                .isEmpty();
    }

    @Test
    void aDraftThatChangesNothingIsNoCommit() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        var requests = forge.server.requests();
        var mirror = forge.mirror();
        mirror.fetch("master");

        var nothing = mirror.push("master", new Base.Tip(base), List.of(draft("same", "a", "0")));
        assertThat(nothing).isEqualTo(new Pushed(Optional.of(base), List.of(Optional.empty())));

        var half = (Pushed)
                mirror.push("master", new Base.Tip(base), List.of(draft("same", "a", "0"), draft("new", "a", "1")));
        assertThat(half.commits().getFirst()).isEmpty();
        assertThat(half.commits().getLast()).isEqualTo(half.tip());
        assertThat(forge.server.requests()).isGreaterThan(requests);
    }

    @Test
    void whoComesSecondIsOvertakenAndMayApplyAgain() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        var mirror = forge.mirror();
        mirror.fetch();
        var theirs = forge.commit("master", "by hand", Map.of("b", "1"));
        var drafts = List.of(draft("ours", "a", "1"));

        assertThat(mirror.push("master", new Base.Tip(base), drafts)).isInstanceOf(Overtaken.class);
        assertThat(mirror.resolve("master")).contains(base);
        mirror.fetch("master");
        assertThat(mirror.push("master", new Base.Tip(theirs), drafts)).isInstanceOf(Pushed.class);

        assertThat(forge.served("master", "a") + forge.served("master", "b")).isEqualTo("11");
        assertThat(mirror.push("master", new Base.NewBranch(), drafts)).isInstanceOf(Overtaken.class);
        assertThat(mirror.push("gone", new Base.Tip(theirs), drafts)).isInstanceOf(Overtaken.class);
    }

    @Test
    void makesABranchOutOfAFolderOfAnother() throws Exception {
        var master = forge.commit("master", "code", Map.of("pom.xml", "x", "k8s/hichat.yaml", "image: 1"));
        var take = new CommitDraft(LI, THEN, new CommitMessage("k8s"), tree -> tree.take(master, "k8s", "k8s"));
        var edit = draft("image", "k8s/hichat.yaml", "image: 2");

        var pushed = (Pushed) forge.mirror().push("k8s-config", new Base.NewBranch(), List.of(take, edit));

        assertThat(pushed.commits()).hasSize(2);
        assertThat(forge.origin.run("ls-tree", "-r", "--name-only", "k8s-config"))
                .isEqualTo("k8s/hichat.yaml");
        assertThat(forge.served("k8s-config~1", "k8s/hichat.yaml")).isEqualTo("image: 1");
        assertThat(forge.served("k8s-config", "k8s/hichat.yaml")).isEqualTo("image: 2");
        assertThat(forge.origin.run("rev-list", "--count", "k8s-config")).isEqualTo("2");
    }

    @Test
    void makesABranchFromACommit() throws Exception {
        var master = forge.commit("master", "code", Map.of("a", "1"));

        forge.mirror().push("next", new Base.NewBranchFrom(master), List.of(draft("b", "b", "1")));

        assertThat(forge.origin.at("next~1")).isEqualTo(master);
    }

    @Test
    void aHookThatDeclinesIsForGood() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        forge.hook(
                "echo 'GitLab: You are not allowed to push code to protected branches on this project.' >&2; exit 1");

        assertThatThrownBy(() -> forge.mirror().push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("protected branches")
                .hasMessageContaining("refs/heads/master");
        assertThat(forge.origin.at("master")).isEqualTo(base);
    }

    @Test
    void aHookThatIsNotWellIsNotForGood() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        forge.hook("echo 'GitLab: Internal API unreachable' >&2; exit 1");

        assertThatThrownBy(() -> forge.mirror().push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(GitUnreachable.class);
    }

    @Test
    void aLockAtTheServerIsARaceOrTrouble() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        var mirror = forge.mirror();
        mirror.fetch();
        Files.writeString(forge.origin.folder().resolve("refs/heads/master.lock"), "");

        assertThat(mirror.push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(Overtaken.class);
        Files.delete(forge.origin.folder().resolve("refs/heads/master.lock"));
    }

    @Test
    void aDraftThatFailsLeavesNothingBehind() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        var bad = new CommitDraft(LI, THEN, new CommitMessage("bad"), tree -> tree.write("../x", new byte[0]));
        var absent = new CommitDraft(LI, THEN, new CommitMessage("bad"), tree -> tree.take(base, "nowhere", "k8s"));

        for (var draft : List.of(bad, absent)) {
            assertThatThrownBy(() ->
                            forge.mirror().push("master", new Base.Tip(base), List.of(draft("x", "a", "1"), draft)))
                    .isInstanceOf(GitRefused.class);
        }
        assertThat(forge.origin.at("master")).isEqualTo(base);
    }

    @Test
    void aPushIsOneRequestAndNothingIsFetchedForIt() throws Exception {
        var tip = forge.commit("master", "base", Map.of("a", "0"));
        var mirror = forge.mirror();
        mirror.fetch("master");
        var before = forge.server.requests();

        for (var i = 1; i <= 5; i++) {
            var pushed = (Pushed) mirror.push("master", new Base.Tip(tip), List.of(draft("n" + i, "a", "" + i)));
            tip = pushed.tip().orElseThrow();
            assertThat(mirror.resolve("master")).contains(tip);
        }

        assertThat(forge.server.requests() - before).isEqualTo(5);
    }

    @Test
    void worksWithFilesAsWithHttp() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        var mirror = forge.mirrorOfFile();

        assertThat(mirror.push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(Pushed.class);
        assertThat(mirror.push("master", new Base.Tip(base), List.of(draft("y", "a", "2"))))
                .isInstanceOf(Overtaken.class);
        assertThat(forge.served("master", "a")).isEqualTo("1");
    }

    @Test
    void manyPushesAreTidiedUp(@TempDir Path other) throws Exception {
        CommitId tip = forge.commit("master", "base", Map.of("a", "0"));
        var d = GitLimits.defaults();
        var limits = new GitLimits(d.connect(), d.silence(), d.transfer(), 1 << 20, 1 << 20, 100, 5);
        try (var mirrors = Mirrors.in(other, limits)) {
            var mirror = mirrors.of(forge.mirrorOfFile().remote());
            for (var i = 1; i <= 20; i++) {
                var pushed = (Pushed) mirror.push("master", new Base.Tip(tip), List.of(draft("n" + i, "a", "" + i)));
                tip = pushed.tip().orElseThrow();
                assertThat(mirror.at(tip).info().subject()).isEqualTo("n" + i);
            }
        }
        try (var files = Files.walk(other)) {
            assertThat(files.filter(file -> file.toString().endsWith(".pack"))).hasSizeLessThanOrEqualTo(6);
        }
    }
}
