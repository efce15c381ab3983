package dev.slipway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers as the console does, with what a test puts into it. */
final class FakeConsole implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    private static final String CUT = "cut";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final BlockingQueue<String> stream = new LinkedBlockingQueue<>();
    private final Map<String, Runnable> effects = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> ordered = new CopyOnWriteArrayList<>();

    private record Reply(int status, String type, String body) {}

    FakeConsole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeConsole says(String path, String json) {
        return says(path, 200, json);
    }

    FakeConsole says(String path, int status, String json) {
        replies.put(path, new Reply(status, "application/json", json));
        return this;
    }

    /** @param path with its method before it, if it is a POST */
    FakeConsole then(String path, Runnable effect) {
        effects.put(path, effect);
        return this;
    }

    /** One event to whoever listens. */
    void event(String data) {
        stream.add(": beat\n\nid: 1\ndata: " + data + "\n\n");
    }

    /** Ends the stream of whoever listens. */
    void cut() {
        stream.add(CUT);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var method = exchange.getRequestMethod();
        var path = (method.equals("GET") ? "" : method + " ") + exchange.getRequestURI();
        asked.add(path);
        if (method.equals("POST")) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ordered.add(exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
        }
        if (!signedIn(exchange)) {
            send(exchange, new Reply(401, "application/json", "{\"error\":\"name or password is missing or wrong\"}"));
        } else if (path.equals("/api/deliveries/events") && !replies.containsKey(path)) {
            stream(exchange);
        } else {
            var missing = "{\"error\":\"there is no delivery; slipway deliveries lists them\"}";
            effects.getOrDefault(path, () -> {}).run();
            send(exchange, replies.getOrDefault(path, new Reply(404, "application/json", missing)));
        }
    }

    private static boolean signedIn(HttpExchange exchange) {
        var expected = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type);
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.flush();
            for (var text = stream.take(); !text.equals(CUT); text = stream.take()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
