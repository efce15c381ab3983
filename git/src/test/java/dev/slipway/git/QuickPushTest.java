package dev.slipway.git;

import static dev.slipway.git.Forge.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In one request, against Git's own server; what that doesn't do, JGit does. */
class QuickPushTest {
    private static final String TRAILER = "Slipway-Release";
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
    void aLargeBatchInDeepFoldersArrivesWhole() throws Exception {
        var files = new HashMap<String, String>();
        IntStream.range(0, 300).forEach(i -> files.put("k8s/" + i % 7 + "/apps/app-" + i + ".yaml", "image: " + i));
        var base = forge.commit("聊天", "base", files);
        var drafts = IntStream.range(0, 200)
                .mapToObj(i -> draft("n" + i, "k8s/" + i % 7 + "/apps/app-" + i + ".yaml", "image: v" + i))
                .toList();

        var pushed = (Pushed) forge.mirror().push("聊天", new Base.Tip(base), drafts);

        assertThat(pushed.commits()).hasSize(200).allMatch(Optional::isPresent);
        assertThat(forge.origin.run("rev-list", "--count", "聊天")).isEqualTo("201");
        assertThat(forge.served("聊天", "k8s/3/apps/app-199.yaml")).isEqualTo("image: v199");
        assertThat(forge.served("聊天", "k8s/6/apps/app-202.yaml")).isEqualTo("image: 202");
    }

    @Test
    void aServerThatSendsUsElsewhereIsFollowedAtLength() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        forge.server.sendTo("");
        var moved = forge.mirrors.of(forge.server.remote("old/hichat.git"));

        assertThat(moved.push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(Pushed.class);
        assertThat(forge.served("master", "a")).isEqualTo("1");
    }

    @Test
    void whatWePushedIsFoundByItsTrailerWithoutAWalk() throws Exception {
        var tip = forge.commit("master", "base", Map.of("a", "0"));
        var mirror = forge.mirror();
        assertThat(mirror.find("master", new Trailer(TRAILER, "r0"))).isEmpty();

        for (var i = 1; i <= 3; i++) {
            var draft = draft("n" + i, "a", "" + i, new Trailer(TRAILER, "r" + i));
            tip = ((Pushed) mirror.push("master", new Base.Tip(tip), List.of(draft)))
                    .tip()
                    .orElseThrow();
        }
        forge.clone.run("pull", "-q", "--ff-only", "origin", "master");
        var theirs = forge.commit("master", "by hand\n\n" + TRAILER + ": r4", Map.of("a", "4"));
        mirror.fetch("master");

        assertThat(mirror.find("master", TRAILER, List.of("r1", "r2", "r3", "r4", "r5")))
                .containsOnlyKeys("r1", "r2", "r3", "r4")
                .containsEntry("r3", tip)
                .containsEntry("r4", theirs);
    }

    @Test
    void aRefusalIsToldInTheServersWordsAndTheHookRunsOnce() throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "0"));
        forge.hook("echo again >> \"$GIT_DIR/runs\"; echo 'ticket missing' >&2; exit 1");

        assertThatThrownBy(() -> forge.mirror().push("master", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("ticket missing");

        assertThat(forge.origin.folder().resolve("runs")).hasContent("again");
    }

    @Test
    void aBranchThatIsGoneIsOvertaken() throws Exception {
        var base = forge.commit("other", "base", Map.of("a", "0"));
        forge.commit("master", "more", Map.of("a", "1"));
        var mirror = forge.mirror();
        mirror.fetch();
        forge.origin.run("branch", "-D", "other");

        assertThat(mirror.push("other", new Base.Tip(base), List.of(draft("x", "a", "1"))))
                .isInstanceOf(Overtaken.class);
    }

    @Test
    void onlyAPlainReportIsUnderstood() {
        assertThat(report("unpack ok", "ok refs/heads/master").orElseThrow().refusal())
                .isNull();
        assertThat(report("unpack ok", "ng refs/heads/master not today")
                        .orElseThrow()
                        .refusal())
                .isEqualTo("not today");
        assertThat(report("unpack index-pack failed", "ng refs/heads/master x")).isEmpty();
        assertThat(report("unpack ok")).isEmpty();
        assertThat(PushReport.of("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(PushReport.of(new byte[0])).isEmpty();
    }

    private static Optional<PushReport> report(String... lines) {
        var report = Stream.of(lines).map(line -> PktLines.line(line + "\n")).collect(Collectors.joining());
        var band = PktLines.line("\1" + report + PktLines.FLUSH) + PktLines.FLUSH;
        return PushReport.of(band.getBytes(StandardCharsets.UTF_8));
    }
}
