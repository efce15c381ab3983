package dev.slipway.outside.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLabHooksTest {
    private static final String NONE = "0".repeat(40);

    @TempDir
    Path folder;

    private GitServer server;
    private HookReceiver receiver;
    private GitCommand git;
    private String remote;

    @BeforeEach
    void start() throws Exception {
        server = GitServer.start(folder.resolve("repositories"), 0, Map.of("lihua", "secret"));
        server.repository("root/hichat");
        receiver = new HookReceiver();
        server.hook("root/hichat", receiver.url(), "hook-token");
        remote = server.urlOf("root/hichat").replace("//", "//lihua:secret@");
        git = new GitCommand(Files.createDirectories(folder.resolve("work")));
        git.run("init", "-q");
        commit("README.md", "hello\n");
    }

    @AfterEach
    void stop() {
        receiver.close();
        server.close();
    }

    @Test
    void tellsOfAPushInGitLabsWords() throws Exception {
        git.run("push", "-q", remote, "master");
        var hook = receiver.next();

        var head = git.run("rev-parse", "HEAD");
        assertThat(hook.headers())
                .containsEntry("X-Gitlab-Event", "Push Hook")
                .containsEntry("X-Gitlab-Token", "hook-token")
                .containsEntry("X-Gitlab-Instance", server.url())
                .containsEntry("Content-Type", "application/json");
        assertThat(hook.headers().get("User-Agent")).startsWith("GitLab/");
        assertThat(hook.headers().get("Idempotency-Key")).hasSize(36);
        var payload = hook.payload();
        assertThat(payload.path("object_kind").asText()).isEqualTo("push");
        assertThat(payload.path("before").asText()).isEqualTo(NONE);
        assertThat(payload.path("after").asText()).isEqualTo(head);
        assertThat(payload.path("checkout_sha").asText()).isEqualTo(head);
        assertThat(payload.path("ref").asText()).isEqualTo("refs/heads/master");
        assertThat(payload.path("user_username").asText()).isEqualTo("lihua");
        assertThat(payload.at("/project/path_with_namespace").asText()).isEqualTo("root/hichat");
        assertThat(payload.at("/project/git_http_url").asText()).isEqualTo(server.urlOf("root/hichat"));
        assertThat(payload.at("/commits/0/id").asText()).isEqualTo(head);
        assertThat(payload.at("/commits/0/added/0").asText()).isEqualTo("README.md");
        assertThat(payload.at("/commits/0/author/name").asText()).isEqualTo("Li Hua");
        assertThat(payload.path("push_options")).isEmpty();
    }

    @Test
    void listsTheNewestTwentyCommitsTheOldestFirst() throws Exception {
        git.run("push", "-q", remote, "master");
        receiver.next();
        for (var number = 0; number < 25; number++) {
            commit("file-" + number, "x");
        }
        git.run("push", "-q", remote, "master");

        var payload = receiver.next().payload();

        assertThat(payload.path("total_commits_count").asInt()).isEqualTo(25);
        assertThat(payload.path("commits")).hasSize(20);
        assertThat(payload.at("/commits/0/title").asText()).isEqualTo("write file-5");
        assertThat(payload.at("/commits/19/title").asText()).isEqualTo("write file-24");
    }

    @Test
    void saysWhatACommitAddedModifiedAndRemoved() throws Exception {
        commit("old", "x");
        git.run("push", "-q", remote, "master");
        receiver.next();
        Files.delete(git.folder().resolve("old"));
        Files.writeString(git.folder().resolve("new"), "y");
        commit("README.md", "changed\n");
        git.run("push", "-q", remote, "master");

        var commit = receiver.next().payload().at("/commits/0");

        assertThat(commit.at("/added/0").asText()).isEqualTo("new");
        assertThat(commit.at("/modified/0").asText()).isEqualTo("README.md");
        assertThat(commit.at("/removed/0").asText()).isEqualTo("old");
    }

    @Test
    void tellsOfTagsAndWhatTheyPointAt() throws Exception {
        git.run("push", "-q", remote, "master");
        receiver.next();
        git.run("tag", "-a", "v1", "-m", "the first");
        git.run("push", "-q", remote, "v1");

        var hook = receiver.next();

        assertThat(hook.headers()).containsEntry("X-Gitlab-Event", "Tag Push Hook");
        assertThat(hook.payload().path("after").asText()).isEqualTo(git.run("rev-parse", "v1"));
        assertThat(hook.payload().path("checkout_sha").asText()).isEqualTo(git.run("rev-parse", "HEAD"));
        assertThat(hook.payload().path("message").asText()).isEqualTo("the first");
    }

    @Test
    void aNewBranchWithoutNewCommitsListsNone() throws Exception {
        git.run("push", "-q", remote, "master");
        receiver.next();
        git.run("push", "-q", remote, "master:refs/heads/feature");

        var payload = receiver.next().payload();

        assertThat(payload.path("before").asText()).isEqualTo(NONE);
        assertThat(payload.path("commits")).isEmpty();
        assertThat(payload.path("total_commits_count").asInt()).isZero();
    }

    @Test
    void tellsOfADeletedBranch() throws Exception {
        git.run("push", "-q", remote, "master:refs/heads/feature");
        receiver.next();
        git.run("push", "-q", remote, ":refs/heads/feature");

        var payload = receiver.next().payload();

        assertThat(payload.path("after").asText()).isEqualTo(NONE);
        assertThat(payload.path("checkout_sha").isNull()).isTrue();
    }

    @Test
    void passesPushOptionsOn() throws Exception {
        git.run("push", "-q", "-o", "ci.skip", "-o", "slipway.line=fast", remote, "master");

        var options = receiver.next().payload().path("push_options");

        assertThat(options.at("/ci/skip").asBoolean()).isTrue();
        assertThat(options.at("/slipway/line").asText()).isEqualTo("fast");
    }

    @Test
    void saysNothingOfAPushThatMovesMoreThanThreeBranches() throws Exception {
        git.run("push", "-q", remote, "master:a", "master:b", "master:c", "master:d");
        git.run("push", "-q", remote, "master");

        assertThat(receiver.next().payload().path("ref").asText()).isEqualTo("refs/heads/master");
        assertThat(receiver.hooks).isEmpty();
    }

    @Test
    void losesHooksOnRequest() throws Exception {
        server.loseHooks(true);
        git.run("push", "-q", remote, "master");
        server.loseHooks(false);
        commit("README.md", "again\n");
        git.run("push", "-q", remote, "master");

        assertThat(receiver.next().payload().path("after").asText()).isEqualTo(git.run("rev-parse", "HEAD"));
        assertThat(receiver.hooks).isEmpty();
    }

    private void commit(String file, String content) throws IOException, InterruptedException {
        Files.writeString(git.folder().resolve(file), content);
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "write " + file);
    }
}
