package dev.slipway.outside.git;

import dev.slipway.outside.forge.GitLabHookApi.Hook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jboss.logging.Logger;

/**
 * Posts a hook for each branch or tag that a push moved: once, within ten seconds, never again; none at all where it moved more than three
 * branches, or more than three tags.
 */
final class GitLabHooks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GitLabHooks.class);
    private static final int REFS_MAX = 3;
    private static final int ANSWER_BYTES_MAX = 8 * 1024;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();
    private final Function<String, List<Hook>> hooksOf;
    private volatile String instance = "";
    private volatile boolean lost;

    /** @param hooksOf of a repository's path */
    GitLabHooks(Function<String, List<Hook>> hooksOf) {
        this.hooksOf = hooksOf;
    }

    void sendAs(String url) {
        instance = url;
    }

    void lose(boolean lose) {
        lost = lose;
    }

    void pushed(String path, Repository repository, String user, List<ReceiveCommand> commands, List<String> options) {
        var hooks = hooksOf.apply(path);
        var moved = commands.stream()
                .filter(command -> command.getResult() == ReceiveCommand.Result.OK)
                .collect(Collectors.partitioningBy(GitLabPayload::ofTag));
        if (lost || moved.values().stream().anyMatch(refs -> refs.size() > REFS_MAX)) {
            return;
        }
        var chain = UUID.randomUUID();
        for (var command : moved.values().stream().flatMap(List::stream).toList()) {
            hooks.forEach(hook -> senders.execute(() -> {
                try {
                    var payload = GitLabPayload.of(instance, path, repository, user, command, options);
                    send(hook, GitLabPayload.ofTag(command) ? "Tag Push Hook" : "Push Hook", chain, payload);
                } catch (IOException | RuntimeException e) {
                    LOG.warnf("the hook of %s got lost: %s", path, e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    /** A merge request was opened, changed, merged or closed. */
    void requested(String path, byte[] payload) {
        if (!lost) {
            hooksOf.apply(path)
                    .forEach(hook -> senders.execute(() -> {
                        try {
                            send(hook, "Merge Request Hook", UUID.randomUUID(), payload);
                        } catch (IOException | RuntimeException e) {
                            LOG.warnf("the hook of %s got lost: %s", path, e.toString());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }));
        }
    }

    private void send(Hook hook, String event, UUID chain, byte[] payload) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(hook.url()))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("User-Agent", "GitLab/18.6.0")
                .header("X-Gitlab-Event", event)
                .header("X-Gitlab-Event-UUID", chain.toString())
                .header("X-Gitlab-Webhook-UUID", UUID.randomUUID().toString())
                .header("X-Gitlab-Instance", instance)
                .header("X-Gitlab-Token", hook.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() >= 400) {
                var said = new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
                LOG.warnf("the hook was answered with %d: %s", answer.statusCode(), said);
            }
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        client.shutdownNow();
    }
}
