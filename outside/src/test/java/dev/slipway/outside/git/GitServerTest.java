package dev.slipway.outside.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the git that people have, since it is what a Git server is for. */
class GitServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "team/shop";

    @TempDir
    Path folder;

    private GitServer server;
    private Site hooked;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    private record Hook(Map<String, String> headers, JsonNode payload) {}

    private record Ran(int exitCode, String output) {}

    @BeforeEach
    void start() throws Exception {
        hooked = Site.open("hooked", 0, this::hook);
        server = GitServer.start(folder.resolve("server"), 0, Map.of("li", "secret"));
        server.repository(PATH);
        server.hook(PATH, hooked.url() + "/hook", "hook-token");
    }

    @AfterEach
    void stop() {
        server.close();
        hooked.close();
    }

    @Test
    void whatOnePushesAnotherClones() throws Exception {
        var commit = pushed("master");

        git(folder, "clone", "-q", url("secret"), "another");

        assertThat(git(folder.resolve("another"), "rev-parse", "HEAD")).isEqualTo(commit);
        assertThat(folder.resolve("another/file")).hasContent("master");
    }

    @Test
    void aBigPushGoesThroughAsChunksAndComesBackWhole() throws Exception {
        var work = working();
        var content = new byte[5 << 20];
        new java.util.Random(7).nextBytes(content);
        Files.write(work.resolve("big"), content);
        commit(work);
        git(work, "push", "-q", "origin", "HEAD:refs/heads/master");

        git(folder, "clone", "-q", url("secret"), "another");

        assertThat(folder.resolve("another/big")).hasBinaryContent(content);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        var ran = run(folder, "clone", url("guess"), "never");

        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.output()).contains("Authentication failed");
    }

    @Test
    void aPushThatIsNoFastForwardIsRefused() throws Exception {
        pushed("master");
        var work = working("second");
        Files.writeString(work.resolve("file"), "other");
        commit(work);

        assertThat(run(work, "push", "origin", "HEAD:refs/heads/master").exitCode())
                .isNotZero();
    }

    @Test
    void aPushIsToldAsGitLabTellsIt() throws Exception {
        var commit = pushed("master");

        await().until(() -> hooks.size() == 1);
        var hook = hooks.getFirst();
        assertThat(hook.headers())
                .containsEntry("X-Gitlab-Event", "Push Hook")
                .containsEntry("X-Gitlab-Token", "hook-token")
                .containsEntry("X-Gitlab-Instance", server.url());
        assertThat(hook.headers().values()).doesNotContainNull();
        var payload = hook.payload();
        assertThat(payload.path("object_kind").asText()).isEqualTo("push");
        assertThat(payload.path("before").asText()).isEqualTo("0".repeat(40));
        assertThat(payload.path("after").asText()).isEqualTo(commit);
        assertThat(payload.path("ref").asText()).isEqualTo("refs/heads/master");
        assertThat(payload.path("user_username").asText()).isEqualTo("li");
        assertThat(payload.at("/project/path_with_namespace").asText()).isEqualTo(PATH);
        assertThat(payload.at("/project/git_http_url").asText()).isEqualTo(server.urlOf(PATH));
        assertThat(payload.at("/commits/0/added/0").asText()).isEqualTo("file");
        assertThat(payload.path("total_commits_count").asInt()).isEqualTo(1);
    }

    @Test
    void aTagAndAPushOptionAreTold() throws Exception {
        var work = working();
        Files.writeString(work.resolve("file"), "tagged");
        commit(work);
        git(work, "tag", "-a", "v1", "-m", "first");
        git(work, "push", "-q", "-o", "ci.skip", "origin", "v1");

        await().until(() -> hooks.size() == 1);
        assertThat(hooks.getFirst().headers()).containsEntry("X-Gitlab-Event", "Tag Push Hook");
        assertThat(hooks.getFirst().payload().path("checkout_sha").asText()).isEqualTo(git(work, "rev-parse", "HEAD"));
        assertThat(hooks.getFirst().payload().at("/push_options/ci/skip").asBoolean())
                .isTrue();
    }

    @Test
    void aBranchThatIsDeletedIsTold() throws Exception {
        pushed("master", "old");
        git(folder.resolve("work"), "push", "-q", "origin", ":old");

        await().until(() -> hooks.size() == 3);
        assertThat(hooks).anySatisfy(hook -> {
            assertThat(hook.payload().path("after").asText()).isEqualTo("0".repeat(40));
            assertThat(hook.payload().path("checkout_sha").isNull()).isTrue();
        });
    }

    @Test
    void aPushOfFourBranchesIsNotTold() throws Exception {
        pushed("a", "b", "c", "d");
        pushedMore("e");

        await().until(() -> !hooks.isEmpty());
        assertThat(hooks)
                .singleElement()
                .satisfies(
                        hook -> assertThat(hook.payload().path("ref").asText()).isEqualTo("refs/heads/e"));
    }

    @Test
    void lostHooksStayLost() throws Exception {
        server.loseHooks(true);
        pushed("a");
        server.loseHooks(false);
        pushedMore("b");

        await().until(() -> !hooks.isEmpty());
        assertThat(hooks)
                .extracting(hook -> hook.payload().path("ref").asText())
                .containsExactly("refs/heads/b");
    }

    @Test
    void repositoriesOutliveTheServer() throws Exception {
        var commit = pushed("master");
        var port = server.port();
        server.close();
        server = GitServer.start(folder.resolve("server"), port, Map.of("li", "secret"));

        assertThat(git(folder.resolve("work"), "ls-remote", "origin", "refs/heads/master"))
                .startsWith(commit);
    }

    private void hook(Exchange exchange) throws IOException {
        var headers = Stream.of("Event", "Event-UUID", "Webhook-UUID", "Token", "Instance")
                .map(name -> "X-Gitlab-" + name)
                .collect(Collectors.toMap(name -> name, name -> String.valueOf(exchange.header(name))));
        hooks.add(new Hook(headers, JSON.readTree(exchange.body().readAllBytes())));
        exchange.answer(200);
    }

    private String pushed(String... branches) throws Exception {
        var work = working();
        Files.writeString(work.resolve("file"), branches[0]);
        commit(work);
        pushedMore(branches);
        return git(work, "rev-parse", "HEAD");
    }

    private void pushedMore(String... branches) throws Exception {
        var refs = Stream.of(branches).map(branch -> "HEAD:refs/heads/" + branch);
        git(
                folder.resolve("work"),
                Stream.concat(Stream.of("push", "-q", "origin"), refs).toArray(String[]::new));
    }

    private Path working() throws Exception {
        return working("work");
    }

    private Path working(String name) throws Exception {
        git(folder, "init", "-q", "-b", "master", name);
        git(folder.resolve(name), "remote", "add", "origin", url("secret"));
        return folder.resolve(name);
    }

    private static void commit(Path work) throws Exception {
        git(work, "add", ".");
        git(work, "-c", "user.name=Li Hua", "-c", "user.email=li@example.com", "commit", "-q", "-m", "Say hello");
    }

    private String url(String password) {
        return server.urlOf(PATH).replace("http://", "http://li:" + password + "@");
    }

    private static String git(Path folder, String... arguments) throws Exception {
        var ran = run(folder, arguments);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output().strip();
    }

    private static Ran run(Path folder, String... arguments) throws Exception {
        var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1", "HOME", folder.toString()));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
