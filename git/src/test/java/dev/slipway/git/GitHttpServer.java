package dev.slipway.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code git http-backend} over HTTP. */
final class GitHttpServer implements AutoCloseable {
    static final GitCredentials CREDENTIALS = new GitCredentials("robot", "s3cret-token");

    private final HttpServer server;
    private final Path root;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int answersOnly;
    private volatile boolean refusesPushes;
    private volatile @Nullable String elsewhere;

    GitHttpServer(Path root) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String repository) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + repository;
    }

    GitRemote remote(String repository) {
        return new GitRemote(url(repository), CREDENTIALS);
    }

    void answerOnly(int status) {
        answersOnly = status;
    }

    void refusePushes() {
        refusesPushes = true;
    }

    /** All requests go to the same path below this address; where it is empty, those below {@code /old} go to where they are now. */
    void sendTo(String address) {
        elsewhere = address;
    }

    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            var uri = exchange.getRequestURI().toString();
            var away = elsewhere;
            if (away != null && (!away.isEmpty() || uri.startsWith("/old/"))) {
                exchange.getResponseHeaders().add("Location", away + uri.replaceFirst("^/old/", "/"));
                exchange.sendResponseHeaders(301, -1);
            } else if (refusesPushes && uri.contains("git-receive-pack")) {
                exchange.sendResponseHeaders(403, -1);
            } else if (answersOnly != 0) {
                exchange.sendResponseHeaders(answersOnly, -1);
            } else if (!isKnown(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                backend(exchange);
            }
        }
    }

    private static boolean isKnown(HttpExchange exchange) {
        var expected = CREDENTIALS.user() + ":" + CREDENTIALS.password();
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return ("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)))
                .equals(header);
    }

    private void backend(HttpExchange exchange) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend");
        var environment = builder.environment();
        var headers = exchange.getRequestHeaders();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", CREDENTIALS.user());
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        environment.put(
                "CONTENT_TYPE",
                headers.getOrDefault("Content-Type", List.of("")).getFirst());
        if (headers.containsKey("Content-Encoding")) {
            environment.put("HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
        }
        if (headers.containsKey("Git-Protocol")) {
            environment.put("GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
        }
        var process = builder.start();
        Thread.startVirtualThread(() -> {
            try (var in = process.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            } catch (IOException _) {
                // the program has read enough
            }
        });
        try (var out = new BufferedInputStream(process.getInputStream())) {
            var status = 200;
            for (var line = line(out); !line.isEmpty(); line = line(out)) {
                var colon = line.indexOf(':');
                var name = line.substring(0, colon);
                var value = line.substring(colon + 1).strip();
                if (name.equals("Status")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(name, value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            out.transferTo(exchange.getResponseBody());
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
