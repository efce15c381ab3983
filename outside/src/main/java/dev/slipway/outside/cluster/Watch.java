package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One watch: a line of JSON for each change, until the client leaves or its time is over. */
final class Watch implements Store.Watcher {
    private static final long LONGEST_SECONDS = 300;
    private final Store store;
    private final ApiPath path;
    private final Exchange exchange;
    private final Selector selector;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(10_000);

    Watch(Store store, ApiPath path, Exchange exchange) {
        this.store = store;
        this.path = path;
        this.exchange = exchange;
        selector = new Selector(exchange.query("labelSelector"), exchange.query("fieldSelector"));
    }

    void run() throws IOException {
        var asked = exchange.query("timeoutSeconds");
        var seconds = asked == null ? LONGEST_SECONDS : Math.min(Long.parseLong(asked), LONGEST_SECONDS);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        store.watch(this);
        exchange.set("Content-Type", "application/json");
        try (var out = exchange.stream(200)) {
            since();
            for (var left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
                var line = lines.poll(Math.min(left, TimeUnit.SECONDS.toNanos(5)), TimeUnit.NANOSECONDS);
                if (line != null) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.unwatch(this);
        }
    }

    /** What came between the client's list and now; deletions in that gap are lost, which the real server does not do. */
    private void since() {
        var version = exchange.query("resourceVersion");
        var seen = version == null || version.isEmpty() ? 0 : Long.parseLong(version);
        store.list(path.kind(), path.namespace()).stream()
                .filter(object -> versionOf(object) > seen)
                .forEach(object -> saw("ADDED", path.kind(), object));
    }

    @Override
    public void saw(String type, Kind kind, ObjectNode object) {
        var namespace = object.path("metadata").path("namespace").asText("");
        if (kind.equals(path.kind())
                && (path.namespace() == null || path.namespace().equals(namespace))
                && selector.matches(object)) {
            var event = Store.JSON.createObjectNode().put("type", type);
            event.set("object", ApiServer.shown(object));
            if (!lines.offer(event + "\n")) {
                store.unwatch(this); // a client that reads this slowly has to list again
            }
        }
    }

    private static long versionOf(ObjectNode object) {
        return Long.parseLong(object.path("metadata").path("resourceVersion").asText("0"));
    }
}
