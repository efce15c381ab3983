package dev.slipway.configupdater.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.configupdater.core.ConfigBranches;
import dev.slipway.configupdater.core.Following;
import dev.slipway.configupdater.core.MergeRequests;
import dev.slipway.configupdater.core.Proposer;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.configupdater.core.StatusWriter;
import dev.slipway.configupdater.outbound.forge.ForgeMergeRequests;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.wire.Json;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.outside.git.GitServer;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Git over HTTP with GitLab's merge requests, simulated; the people who push to it, merge and close; and instances that write to it. */
final class ForgeWithRequests implements AutoCloseable {
    private static final String REQUESTS = "/api/v4/projects/root%2Fhichat/merge_requests";
    private final GitServer server;
    private final Path folder;
    private final Path work;
    private final HttpClient client = HttpClient.newHttpClient();
    private int instances;

    ForgeWithRequests(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        server = GitServer.start(folder.resolve("srv"), 0, Map.of("bot", "pass"));
        server.repository("root/hichat");
        work = folder.resolve("work");
        Files.createDirectories(work.resolve("k8s"));
        git("init", "-q", "-b", "k8s-config");
        write("k8s/app.yaml", "kind: Pod\nspec: {containers: [{name: a, image: " + Samples.IMAGE + ":old}]}\n");
        write("k8s/other.yaml", "kind: ConfigMap\nmetadata: {name: other}\n");
        push("By hand");
    }

    Repository repository() {
        return Samples.repository(server.urlOf("root/hichat"));
    }

    /** An instance of config-updater with a cache of its own. */
    ConfigBranches instance() throws IOException {
        return instance(requests -> requests);
    }

    ConfigBranches instance(UnaryOperator<MergeRequests> meanwhile) throws IOException {
        var mirrors = Mirrors.in(folder.resolve("cache-" + ++instances), GitLimits.defaults());
        Secrets secrets = (_, key) -> Optional.ofNullable(
                Map.of("username", "bot", "password", "pass").get(key));
        return new ConfigBranches(
                new GitConfigRepository(mirrors, secrets, Clock.systemUTC()),
                new Proposer(
                        new GitProposals(mirrors, secrets, Clock.systemUTC()),
                        meanwhile.apply(new ForgeMergeRequests(secrets))),
                new Following(new GitFollowing(mirrors, secrets, Clock.systemUTC())),
                new StatusWriter(new GitStatusFiles(mirrors, secrets, Clock.systemUTC())));
    }

    void write(String file, String text) throws IOException {
        Files.writeString(work.resolve(file), text);
    }

    String read(String ref, String file) throws IOException, InterruptedException {
        fetch();
        return git("show", "origin/" + ref + ":" + file);
    }

    CommitId push(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        git("push", "-q", server.url().replace("//", "//bot:pass@") + "/root/hichat.git", "HEAD:k8s-config");
        return new CommitId(git("rev-parse", "HEAD"));
    }

    void pull() throws IOException, InterruptedException {
        fetch();
        git("reset", "-q", "--hard", "origin/k8s-config");
    }

    CommitId head() throws IOException, InterruptedException {
        fetch();
        return new CommitId(git("rev-parse", "origin/k8s-config"));
    }

    List<String> branches() throws IOException, InterruptedException {
        fetch();
        return git("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin")
                .lines()
                .toList();
    }

    String log(String ref) throws IOException, InterruptedException {
        fetch();
        return git("log", "-1", "--format=%an|%P|%B", "origin/" + ref);
    }

    JsonNode all() throws IOException, InterruptedException {
        return ask("GET", "", "");
    }

    JsonNode open() throws IOException, InterruptedException {
        return ask("GET", "?state=opened", "");
    }

    void merge(long number, boolean squash) throws IOException, InterruptedException {
        ask("PUT", "/" + number + "/merge", "{\"squash\":" + squash + "}");
    }

    /** A person puts a branch's commits upon the config branch, as they are. */
    void fastForward(String branch) throws IOException, InterruptedException {
        fetch();
        git(
                "push",
                "-q",
                server.url().replace("//", "//bot:pass@") + "/root/hichat.git",
                "refs/remotes/origin/" + branch + ":refs/heads/k8s-config");
    }

    void close(long number) throws IOException, InterruptedException {
        ask("PUT", "/" + number, "{\"state_event\":\"close\"}");
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + REQUESTS + path))
                .header("PRIVATE-TOKEN", "pass")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 400) {
            throw new IOException(method + " " + path + ": " + answer.statusCode());
        }
        return Objects.requireNonNull(Json.MAPPER.readTree(answer.body()));
    }

    private void fetch() throws IOException, InterruptedException {
        git(
                "fetch",
                "-q",
                "--prune",
                server.url().replace("//", "//bot:pass@") + "/root/hichat.git",
                "+refs/heads/*:refs/remotes/origin/*");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return GitBackend.git(work, arguments);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
