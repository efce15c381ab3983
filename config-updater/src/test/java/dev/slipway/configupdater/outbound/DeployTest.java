package dev.slipway.configupdater.outbound;

import static dev.slipway.configupdater.core.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people set, over HTTP, against Git's own server. */
class DeployTest {
    private static final String SERVER = """
            kind: Deployment # by hand:   so and no other way
            metadata: {name: server}
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                    - name: server
                      image: registry.example/root/hichat:old
            """;
    private static final Setting REPLICAS = new Setting(Kind.REPLICAS, null, "3", null);
    private static final Setting LEVEL = new Setting(Kind.ENV, "LOG_LEVEL", "topsy", null);

    @TempDir
    Path folder;

    private GitBackend server;
    private Mirrors mirrors;

    @BeforeEach
    void start() throws Exception {
        server = new GitBackend(folder.resolve("srv"));
        var work = Files.createDirectories(folder.resolve("work"));
        GitBackend.git(folder, "init", "-q", "--bare", "srv/hichat.git");
        GitBackend.git(work, "init", "-q", "-b", "k8s-config");
        Files.createDirectories(work.resolve("k8s"));
        Files.writeString(work.resolve("k8s/server.yaml"), SERVER);
        Files.writeString(work.resolve("k8s/flags.yaml"), "search: false # of the team\n");
        GitBackend.git(work, "add", ".");
        GitBackend.git(work, "commit", "-q", "-m", "by hand");
        GitBackend.git(work, "push", "-q", server.folder("hichat.git").toString(), "k8s-config");
        GitBackend.git(server.folder("hichat.git"), "config", "http.receivepack", "true");
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults());
    }

    @AfterEach
    void stop() throws Exception {
        mirrors.close();
        server.close();
    }

    @Test
    void oneCommitHasTheImageAndTheSettingsAndSaysSo() throws Exception {
        commit(release(7));

        var written = commit(deploy(7, null, REPLICAS, LEVEL, new Setting(Kind.VALUE, "search", "true", "flags.yaml")));

        assertThat(written).singleElement().isInstanceOf(Committed.class);
        assertThat(git("rev-list", "--count", "k8s-config")).isEqualTo("3");
        assertThat(show("server.yaml"))
                .contains("so and no other way", "replicas: 3", "hichat:" + Samples.commit(7), "value: topsy");
        assertThat(show("flags.yaml")).isEqualTo("search: true # of the team");
        assertThat(git("log", "-1", "--format=%an%n%B", "k8s-config"))
                .startsWith("Slipway\nDeploy server 00000000 to prod: replicas 3, LOG_LEVEL, search [skip ci]\n")
                .contains("\n- search in flags.yaml\n")
                .contains("Slipway-Ordinal: 7.1", "Slipway-By: li", "Slipway-Line: hichat/prod/server")
                .doesNotContain("topsy");
    }

    @Test
    void theMessageIsThePersons() throws Exception {
        commit(deploy(7, "three pods for the weekend", REPLICAS));

        assertThat(git("log", "-1", "--format=%B", "k8s-config"))
                .startsWith("three pods for the weekend [skip ci]\n\n- replicas 3\n\nSlipway-Release: ");
    }

    @Test
    void nothingIsWrittenOfWhatCannotAllBeDone() throws Exception {
        var written = commit(deploy(7, null, REPLICAS, new Setting(Kind.ENV, "A", "b", "proxy")));

        assertThat(written).singleElement().isInstanceOfSatisfying(Impossible.class, refused -> {
            assertThat(refused.why().seen()).contains("nothing here is container proxy", "server");
            assertThat(refused.why().nextStep()).isNotBlank();
        });
        assertThat(git("rev-list", "--count", "k8s-config")).isEqualTo("1");
    }

    @Test
    void laterImagesKeepWhatWasSet() throws Exception {
        commit(deploy(7, null, REPLICAS, LEVEL));
        var set = show("server.yaml");

        commit(release(8));

        assertThat(show("server.yaml"))
                .isEqualTo(
                        set.replace(Samples.commit(7).value(), Samples.commit(8).value()));
    }

    @Test
    void isDoneOnceAlsoWhereTheAnswerWasLost() throws Exception {
        var first = commit(deploy(7, null, REPLICAS));
        mirrors.close();
        mirrors = Mirrors.in(folder.resolve("another-cache"), GitLimits.defaults());

        assertThat(commit(deploy(7, null, REPLICAS))).isEqualTo(first);
    }

    private ConfigChange release(long ordinal) {
        return change(ordinal, server.url("hichat.git"), null);
    }

    private ConfigChange deploy(long ordinal, @Nullable String message, Setting... settings) {
        var pushed = release(ordinal);
        var rank = pushed.release().rank().turned();
        return new ConfigChange(
                pushed.release().at(rank, Origin.DEPLOY, new UUID(5, ordinal)),
                pushed.repository(),
                pushed.config(),
                pushed.delivery(),
                new Deployed(List.of(settings), message, "li"),
                null);
    }

    private List<Written> commit(ConfigChange change) throws Exception {
        var clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
        return new GitConfigRepository(mirrors, (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass"), clock)
                .commit(new ConfigBranch(change.repository(), change.config().branch()), List.of(change));
    }

    private String show(String file) throws Exception {
        return git("show", "k8s-config:k8s/" + file);
    }

    private String git(String... arguments) throws Exception {
        return GitBackend.git(server.folder("hichat.git"), arguments);
    }
}
