package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.Failure;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Git's own server: each says what, which and what to do, and the others' releases go on. */
class BadInputTest {
    private static final String MANIFEST = """
            kind: Deployment
            metadata: {name: server}
            spec: {template: {spec: {containers: [{name: server, image: registry.example/root/hichat:old}]}}}
            """;

    @TempDir
    Path folder;

    private GitBackend server;
    private Mirrors mirrors;
    private Path work;

    @BeforeEach
    void start() throws Exception {
        server = new GitBackend(folder.resolve("srv"));
        GitBackend.git(server.folder("."), "init", "-q", "--bare", "-b", "k8s-config", "hichat.git");
        git(server.folder("hichat.git"), "config", "http.receivepack", "true");
        work = Files.createDirectories(folder.resolve("work"));
        git(work, "init", "-q", "-b", "k8s-config");
        git(work, "remote", "add", "origin", server.folder("hichat.git").toString());
        write("k8s/server.yaml", MANIFEST);
        push();
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults());
    }

    @AfterEach
    void stop() throws Exception {
        mirrors.close();
        server.close();
    }

    @Test
    void brokenYaml() throws Exception {
        write("bad/server.yaml", MANIFEST.replace("{template:", "{template"));
        push();

        var why = whyNot(at("bad"));

        assertThat(why.seen()).contains("bad/server.yaml:3", "cannot be edited safely");
        assertThat(why.nextStep()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"nowhere, there is no nowhere", "../../etc, there is no ..", "k8s/server.yaml, is a file"})
    void aPathThatIsNoFolder(String path, String seen) throws Exception {
        var why = whyNot(at(path));

        assertThat(why.seen()).contains(seen);
        assertThat(why.nextStep()).contains("config.path");
    }

    @Test
    void aPathOutOfTheRepositoryIsNotMadeEither() throws Exception {
        var why = whyNot(at("../../etc", "k8s-config", null));

        assertThat(why.seen()).contains("../../etc");
        assertThat(git(server.folder("hichat.git"), "ls-tree", "-r", "--name-only", "k8s-config"))
                .isEqualTo("k8s/server.yaml");
    }

    @Test
    void aFileOutOfTheFolder() throws Exception {
        assertThat(whyNot(at("k8s", null, "../../etc/passwd")).seen()).contains("there is no such file");
    }

    @Test
    void aSymbolicLinkAndASubmoduleInTheWay() throws Exception {
        Files.createSymbolicLink(work.resolve("linked"), Path.of("k8s"));
        Files.createDirectories(work.resolve("charts"));
        git(work, "update-index", "--add", "--cacheinfo", "160000,%040x,charts".formatted(7));
        push();

        assertThat(whyNot(at("linked")).seen()).contains("linked is a symbolic link");
        var submodule = whyNot(at("charts/prod"));
        assertThat(submodule.seen()).contains("charts is a submodule");
        assertThat(submodule.nextStep()).contains("config.repository");
    }

    @Test
    void aHugeFileBesideMattersNotAndOneThatIsNamedDoes() throws Exception {
        write("big/server.yaml", MANIFEST);
        Files.write(work.resolve("big/dump.yaml"), new byte[100 << 20]);
        push();

        assertThat(whyNot(at("big", null, "dump.yaml")).seen()).contains("big/dump.yaml", "larger than");
        assertThat(commit(at("big"))).singleElement().isInstanceOf(Committed.class);
    }

    @Test
    void aBranchThatIsDeletedMeanwhile() throws Exception {
        git(work, "push", "-q", "origin", "k8s-config:main");
        commit(at("k8s"));
        git(server.folder("hichat.git"), "update-ref", "-d", "refs/heads/k8s-config");

        var gone = commit(change(7, at("k8s")));
        var made = commit(change(8, at("k8s", "main", null)));

        assertThat(gone).singleElement().isInstanceOfSatisfying(Impossible.class, impossible -> {
            assertThat(impossible.why().seen()).contains("branch k8s-config does not exist");
            assertThat(impossible.why().nextStep()).contains("createFrom");
        });
        assertThat(made).singleElement().isInstanceOf(Committed.class);
    }

    @Test
    void aBranchThatIsProtected() throws Exception {
        server.hook("hichat.git", """
                printf '\\033[31mGitLab:\\033[0m You are not allowed to push code to protected branches\\007\\n' >&2
                head -c 100000 /dev/zero | tr '\\0' x >&2
                exit 1""");

        var written = commit(LongStream.range(1, 40)
                .mapToObj(ordinal -> change(ordinal, at("k8s")))
                .toArray(ConfigChange[]::new));

        assertThat(written).hasSize(39).allSatisfy(one -> {
            assertThat(one).isInstanceOf(Impossible.class);
            var why = ((Impossible) one).why();
            assertThat(why.seen())
                    .contains("GitLab: You are not allowed to push code to protected branches")
                    .doesNotContain("\u001B", "\u0007", "[31m")
                    .hasSizeLessThan(1_500);
            assertThat(why.nextStep()).contains("config repository's credentials");
        });
    }

    @Test
    void aHookThatDeclinesOneCommitHoldsUpNoOther() throws Exception {
        server.hook("hichat.git", """
                while read old new ref; do
                  git log --format=%B "$old..$new" | grep -q '^Say hello 5$' && { echo 'no 5 here' >&2; exit 1; }
                done
                exit 0""");

        var written = commit(LongStream.range(1, 9)
                .mapToObj(ordinal -> change(ordinal, at("k8s")))
                .toArray(ConfigChange[]::new));

        assertThat(written)
                .extracting(one -> one instanceof Committed)
                .containsExactly(true, true, true, true, false, true, true, true);
        assertThat(((Impossible) written.get(4)).why().seen()).contains("no 5 here");
        assertThat(git(server.folder("hichat.git"), "log", "--format=%b", "--grep=Say hello", "k8s-config"))
                .doesNotContain("Say hello 5");
    }

    /** Refusals of many at once say nothing of each. */
    @Test
    void severalThatAreDeclinedHoldUpNoOther() throws Exception {
        server.hook("hichat.git", """
                while read old new ref; do
                  git log --format=%B "$old..$new" | grep -q '^Say hello [1-4]$' && { echo 'not these' >&2; exit 1; }
                done
                exit 0""");

        var written = commit(LongStream.range(1, 65)
                .mapToObj(ordinal -> change(ordinal, at("k8s")))
                .toArray(ConfigChange[]::new));

        assertThat(written.subList(0, 4)).allMatch(Impossible.class::isInstance);
        assertThat(written.subList(4, 64)).allMatch(Committed.class::isInstance);
    }

    @Test
    void aTokenThatHasExpired() throws Exception {
        commit(at("k8s"));
        server.changePassword("another");

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> commit(change(7, at("k8s"))))
                .satisfies(e -> {
                    assertThat(e.failure().seen()).contains("did not accept the credentials of bot (401)");
                    assertThat(e.failure().nextStep()).contains("token", "secret");
                });
    }

    @Test
    void aRepositoryThatIsGone() throws Exception {
        commit(at("k8s"));
        Files.move(server.folder("hichat.git"), server.folder("moved.git"));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> commit(change(7, at("k8s"))))
                .satisfies(e -> {
                    assertThat(e.failure().seen()).contains("is not there");
                    assertThat(e.failure().nextStep()).contains("url in the catalog");
                });
    }

    @Test
    void aRepositoryThatIsTooLarge() throws Exception {
        mirrors.close();
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults().fetching(100_000));
        var bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        Files.write(work.resolve("video"), bytes);
        push();

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> commit(at("k8s")))
                .satisfies(e -> {
                    assertThat(e.failure().seen()).contains("is too large", "100000 bytes");
                    assertThat(e.failure().nextStep()).contains("a repository of its own");
                });
        try (var files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(50_000);
        }
    }

    /** In one batch with a good one, which is committed. */
    private Failure whyNot(Environment.Config bad) throws IOException {
        var written = commit(change(1, bad), change(2, at("k8s")));

        assertThat(written.getLast()).isInstanceOf(Committed.class);
        assertThat(written.getFirst()).isInstanceOf(Impossible.class);
        return ((Impossible) written.getFirst()).why();
    }

    private static Environment.Config at(String path) {
        return at(path, null, null);
    }

    private static Environment.Config at(String path, @Nullable String createFrom, @Nullable String file) {
        return new Environment.Config("hichat", "k8s-config", path, createFrom, file);
    }

    private ConfigChange change(long ordinal, Environment.Config config) {
        return new ConfigChange(
                Samples.release(ordinal), Samples.repository(server.url("hichat.git")), config, Samples.DELIVERY);
    }

    private List<Written> commit(Environment.Config config) throws IOException {
        return commit(change(3, config));
    }

    private List<Written> commit(ConfigChange... changes) throws IOException {
        var repository = new GitConfigRepository(
                mirrors, (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass"), Clock.systemUTC());
        return repository.commit(new ConfigBranch(changes[0].repository(), "k8s-config"), List.of(changes));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(work.resolve(path.substring(0, path.lastIndexOf('/'))));
        Files.write(work.resolve(path), text.getBytes(StandardCharsets.UTF_8));
    }

    private void push() throws Exception {
        git(work, "add", "-A");
        git(work, "commit", "-q", "-m", "By hand");
        git(work, "push", "-q", "origin", "k8s-config");
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        return GitBackend.git(folder, arguments);
    }
}
