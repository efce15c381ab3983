package dev.slipway.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** A forge's hooks, over several connections, each tried again until it is answered. */
final class Hooks {
    private static final int CONNECTIONS = 16;
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;
    private final Queue<Hook> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    Hooks(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** What a hook says: of a branch, of a commit, and whether by somebody who knows the token. Sent again, it has the same name. */
    record Hook(UUID delivery, String branch, String after, boolean forged) {}

    /** @return the ids of the hooks that were acknowledged */
    Map<UUID, Hook> send(List<Hook> hooks) throws InterruptedException {
        var acknowledged = new ConcurrentHashMap<UUID, Hook>();
        waiting.addAll(hooks);
        try (var connections = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < CONNECTIONS; i++) {
                var _ = connections.submit(() -> sendAll(acknowledged));
            }
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(waiting.size() + " hooks were not answered within " + PATIENCE);
        }
        return acknowledged;
    }

    /** Forged ones, which nobody may acknowledge. */
    int refused() {
        return refused.get();
    }

    /** Until one more has been answered: the service is there. */
    void awaitAnswers() {
        var before = answered.get();
        Awaitility.await("an answer")
                .atMost(PATIENCE)
                .pollInterval(AGAIN)
                .until(() -> answered.get() > before || waiting.isEmpty());
    }

    int waiting() {
        return waiting.size();
    }

    private void sendAll(Map<UUID, Hook> acknowledged) {
        for (var hook = waiting.poll(); hook != null; hook = waiting.poll()) {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isAnswered(hook, acknowledged)) {
                if (System.nanoTime() > deadline) {
                    waiting.add(hook);
                    return;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private boolean isAnswered(Hook hook, Map<UUID, Hook> acknowledged) {
        var body = """
                {"object_kind": "push", "ref": "refs/heads/%s", "after": "%s", "user_username": "lihua",
                 "project": {"path_with_namespace": "root/hichat"}}""".formatted(hook.branch(), hook.after());
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("X-Gitlab-Token", hook.forged() ? "forged" : token)
                .header("Idempotency-Key", hook.delivery().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answered.incrementAndGet();
            switch (answer.statusCode()) {
                case 202 ->
                    acknowledged.put(
                            UUID.fromString(new JsonMapper()
                                    .readTree(answer.body())
                                    .path("id")
                                    .asText()),
                            hook);
                case 401 -> refused.incrementAndGet();
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // it was killed, and comes again
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
