package dev.slipway.console.outbound.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.core.connection.Connection;
import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.console.core.connection.Step.Result;
import dev.slipway.console.outbound.config.GitConfigFolders;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.git.GitServer;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with an address, against servers that are wrong in just this way. */
class ProbedConnectionsTest {
    private static final String PASSWORD = "hunter2-s3cret";

    @TempDir
    Path folder;

    private String path = "k8s";

    private final Map<String, String> secrets =
            new HashMap<>(Map.of("hichat-git/username", "robot", "hichat-git/password", PASSWORD));

    @Test
    void everyStepGoesWell() throws Exception {
        try (var git = git("master", "feature/chat")) {
            var connection = check(git.urlOf("root/hichat"), "hichat-git");

            assertThat(connection.works()).as(connection.toString()).isTrue();
            assertThat(connection.steps()).extracting(Step::step).containsExactly(Name.values());
            assertThat(connection.steps())
                    .filteredOn(step -> step.result() == Result.SKIPPED)
                    .extracting(Step::step)
                    .containsExactly(Name.TLS);
            assertThat(says(connection, Name.READ)).isEqualTo("2 branches, 0 tags");
            assertThat(says(connection, Name.CONFIG_BRANCH)).contains("is made with the first release");
        }
    }

    @Test
    void anUnknownNameEndsIt() {
        var connection = check("https://git.invalid/root/hichat.git", "hichat-git");

        assertThat(failed(connection)).containsExactly(Name.ADDRESS);
        assertThat(says(connection, Name.ADDRESS)).contains("nobody knows the name git.invalid");
        assertThat(connection.steps()).hasSameSizeAs(Name.values());
        assertThat(says(connection, Name.READ)).contains("not tried");
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var connection = check("http://127.0.0.1:" + port + "/x.git", null);

        assertThat(failed(connection)).containsExactly(Name.CONNECT);
        assertThat(says(connection, Name.CONNECT)).contains("refuses the connection");
    }

    @Test
    void whoeverSaysNothingIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var started = Instant.now();
            var http = check("http://127.0.0.1:" + silent.getLocalPort() + "/x.git", null);
            var tls = check("https://127.0.0.1:" + silent.getLocalPort() + "/x.git", null);

            assertThat(failed(http)).containsExactly(Name.GIT);
            assertThat(failed(tls)).containsExactly(Name.TLS);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(25));
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsNamed() throws Exception {
        try (var https = new SelfSigned(folder)) {
            var connection = check(https.url() + "/x.git", "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.TLS);
            assertThat(says(connection, Name.TLS)).contains("nobody that Slipway trusts signed the certificate");
        }
    }

    @Test
    void httpWhereHttpsIsExpected() throws Exception {
        try (var git = git("master")) {
            var connection = check(git.urlOf("root/hichat").replace("http:", "https:"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.TLS);
            assertThat(says(connection, Name.TLS)).contains("does this port speak https");
        }
    }

    @Test
    void aSiteThatIsNoGitServer() throws IOException {
        try (var site = Site.open("page", 0, exchange -> exchange.answer(200, "text/html", "<p>hello</p>"))) {
            var connection = check(site.url() + "/x.git", null);

            assertThat(failed(connection)).containsExactly(Name.GIT);
            assertThat(says(connection, Name.GIT)).contains("no Git server");
        }
    }

    @Test
    void aRedirectToAnotherHostTakesNoCredentialsAlong() throws IOException {
        var asked = new AtomicInteger();
        try (var elsewhere = Site.open("elsewhere", 0, exchange -> {
                    asked.incrementAndGet();
                    exchange.answer(404);
                });
                var site = Site.open("moved", 0, exchange -> {
                    exchange.set("Location", "http://localhost:" + elsewhere.port() + "/x.git/info/refs?token=abc");
                    exchange.answer(302);
                })) {
            var connection = check(site.url() + "/x.git", "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.GIT);
            assertThat(says(connection, Name.GIT))
                    .contains("another host, http://localhost:" + elsewhere.port() + "/x.git:")
                    .doesNotContain("abc");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aRepositoryThatHasMovedIsReadAndItsNewAddressTold() throws Exception {
        try (var git = git("master");
                var site = Site.open("renamed", 0, exchange -> {
                    if (exchange.header("Authorization") == null) {
                        exchange.set("WWW-Authenticate", "Basic realm=\"git\"");
                        exchange.answer(401);
                    } else if (exchange.path().startsWith("/old/")) {
                        exchange.set(
                                "Location",
                                exchange.path().replace("/old/", "/root/") + "?service=" + exchange.query("service"));
                        exchange.answer(301);
                    } else {
                        new PassedOn(git.url()).serve(exchange);
                    }
                })) {
            var connection = check(site.url() + "/old/hichat.git", "hichat-git");

            assertThat(failed(connection)).isEmpty();
            assertThat(says(connection, Name.READ))
                    .contains("has moved to " + site.url() + "/root/hichat.git: write its new url and path");
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws Exception {
        secrets.put("hichat-git/password", "wrong-" + PASSWORD);
        try (var git = git("master")) {
            var connection = check(git.urlOf("root/hichat"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.CREDENTIALS);
            assertThat(says(connection, Name.CREDENTIALS)).contains("robot (401)", "the secret hichat-git");
        }
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws Exception {
        secrets.remove("hichat-git/password");
        try (var git = git("master")) {
            var connection = check(git.urlOf("root/hichat"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.CREDENTIALS);
            assertThat(says(connection, Name.CREDENTIALS)).contains("there is no secret hichat-git/password");
        }
    }

    @Test
    void aRepositoryThatAsksForCredentialsWhereNoneAreNamed() throws Exception {
        try (var git = git("master")) {
            var connection = check(git.urlOf("root/hichat"), null);

            assertThat(failed(connection)).containsExactly(Name.GIT);
            assertThat(says(connection, Name.GIT)).contains("name a secret with 'credentials'");
        }
    }

    @Test
    void anotherPathIsNotThere() throws Exception {
        try (var git = git("master")) {
            var connection = check(git.urlOf("root/other"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.READ);
            assertThat(says(connection, Name.READ)).contains("is not there for the credentials of robot");
        }
    }

    @Test
    void whoMayOnlyReadIsToldSoAndTheRestIsTriedAllTheSame() throws Exception {
        try (var git = git("master");
                var site = Site.open("reader", 0, exchange -> readOnly(git, exchange))) {
            var connection = check(site.url() + "/root/hichat.git", "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.PUSH);
            assertThat(says(connection, Name.PUSH)).contains("(403)", "give that user the right");
            assertThat(says(connection, Name.BRANCHES)).contains("prod follows master");
        }
    }

    @Test
    void missingBranchesAreNamed() throws Exception {
        try (var git = git("main")) {
            var connection = check(git.urlOf("root/hichat"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.BRANCHES, Name.CONFIG_BRANCH);
        }
    }

    @Test
    void aMissingFolderIsNamedWithItsEnvironment() throws Exception {
        path = "k8s/prod";
        try (var git = git("master", "k8s-config")) {
            var connection = check(git.urlOf("root/hichat"), "hichat-git");

            assertThat(failed(connection)).containsExactly(Name.CONFIG_BRANCH);
            assertThat(says(connection, Name.CONFIG_BRANCH))
                    .isEqualTo("prod: there is no k8s/prod in branch k8s-config, nor is k8s/prod in master,"
                            + " which createFrom names: commit it there, or correct path");
        }
    }

    @Test
    void anEmptyRepositoryIsTold() throws Exception {
        try (var git = git()) {
            assertThat(says(check(git.urlOf("root/hichat"), "hichat-git"), Name.READ))
                    .contains("the repository is empty");
        }
    }

    @Test
    void aServerThatRepeatsTheSecretDoesNotGetItShown() throws IOException {
        var basic = Base64.getEncoder().encodeToString(("robot:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (var site = Site.open("echo", 0, exchange -> {
            if (exchange.header("Authorization") == null) {
                exchange.answer(401);
            } else {
                exchange.set("Content-Type", "text/" + PASSWORD);
                exchange.set("Location", "/" + basic + "/" + PASSWORD);
                exchange.answer(404, "text/plain", PASSWORD + " " + basic);
            }
        })) {
            var connection = check(site.url() + "/x.git", "hichat-git");

            assertThat(connection.works()).isFalse();
        }
    }

    @Test
    void anSshAddressNeedsAnSshServerAKeyAndAHostThatIsKnown() throws IOException {
        try (var site = Site.open("page", 0, exchange -> exchange.answer(200, "text/html", "<p>hello</p>"));
                var ssh = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(ssh));
            var url = "ssh://git@127.0.0.1:" + ssh.getLocalPort() + "/root/hichat.git";

            var web = check("ssh://git@127.0.0.1:" + site.port() + "/x.git", "hichat-git");
            var keyless = check(url, "hichat-git");
            secrets.put("hichat-git/ssh-privatekey", PASSWORD);
            secrets.put("hichat-git/known_hosts", "");
            var unreadable = check(url, "hichat-git");

            assertThat(failed(web)).containsExactly(Name.GIT);
            assertThat(failed(keyless)).containsExactly(Name.CREDENTIALS);
            assertThat(says(keyless, Name.CREDENTIALS)).contains("there is no secret hichat-git/ssh-privatekey");
            assertThat(failed(unreadable)).containsExactly(Name.READ);
            assertThat(says(unreadable, Name.READ)).contains("holds no private key that we can read");
        }
    }

    private static void greet(ServerSocket server) {
        try {
            while (true) {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            // closed with the test
        }
    }

    /** No check ever shows a secret, so every test looks. */
    private Connection check(String url, @Nullable String credentials) {
        var repository = new Repository("code", "gitlab", "root/hichat", url, credentials, null);
        Secrets known = (name, key) -> Optional.ofNullable(secrets.get(name + "/" + key));
        Connection connection;
        try (var folders = new GitConfigFolders(folder.resolve("cache"), known)) {
            connection = new ProbedConnections(known, folders).check(project(repository), repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(new String(Json.write(connection), StandardCharsets.UTF_8)).doesNotContain(PASSWORD);
        return connection;
    }

    private static List<Name> failed(Connection connection) {
        return connection.steps().stream()
                .filter(Step::hasFailed)
                .map(Step::step)
                .toList();
    }

    private static String says(Connection connection, Name name) {
        return connection.steps().stream()
                .filter(step -> step.step() == name)
                .map(Step::says)
                .findFirst()
                .orElse("");
    }

    private static void readOnly(GitServer git, Exchange exchange) throws IOException {
        if ("git-receive-pack".equals(exchange.query("service"))) {
            exchange.answer(403, "text/plain", "not for you");
        } else {
            new PassedOn(git.url()).serve(exchange);
        }
    }

    private Project project(Repository repository) {
        var application =
                new Application("web", "code", "registry.example.com/web", new Application.Build("local", "f", "."));
        var prod = new Environment(
                "prod",
                "master",
                "local",
                "hichat",
                new Environment.Config("code", "k8s-config", path, "master", null),
                new Engine("direct"));
        return new Project("hichat", List.of(repository), List.of(application), List.of(prod), List.of());
    }

    private GitServer git(String... branches) throws IOException {
        var git = GitServer.start(folder.resolve("git"), 0, Map.of("robot", PASSWORD));
        var repository = git.repository("root/hichat");
        try (var inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            var root = new TreeFormatter();
            root.append("k8s", FileMode.TREE, inserter.insert(new TreeFormatter()));
            commit.setTreeId(inserter.insert(root));
            commit.setAuthor(new PersonIdent("Li Hua", "lihua@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("first");
            var id = inserter.insert(commit);
            inserter.flush();
            for (var branch : Arrays.asList(branches)) {
                var update = repository.updateRef("refs/heads/" + branch);
                update.setNewObjectId(id);
                update.update();
            }
        }
        return git;
    }
}
