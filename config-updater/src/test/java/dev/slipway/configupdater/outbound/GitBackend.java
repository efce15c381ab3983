package dev.slipway.configupdater.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;

/** Git's own server program over HTTP, with its hooks; and the git program, to make what it serves. */
final class GitBackend implements AutoCloseable {
    private final HttpServer server;
    private final Path root;
    private volatile String password = "pass";

    GitBackend(Path root) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.root = Files.createDirectories(root);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String repository) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + repository;
    }

    Path folder(String repository) {
        return root.resolve(repository);
    }

    void changePassword(String now) {
        password = now;
    }

    /** Runs before a push is taken. */
    void hook(String repository, String script) throws IOException {
        var hook = folder(repository).resolve("hooks/pre-receive");
        Files.createDirectories(folder(repository).resolve("hooks"));
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        if (!hook.toFile().setExecutable(true)) {
            throw new IOException("the hook cannot be run");
        }
    }

    static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Bob", "-c", "user.email=bob@example.com"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        return said.strip();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var expected = Base64.getEncoder().encodeToString(("bot:" + password).getBytes(StandardCharsets.UTF_8));
        try (exchange) {
            if (!("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var builder = new ProcessBuilder("git", "http-backend");
            var headers = exchange.getRequestHeaders();
            var environment = builder.environment();
            environment.put("GIT_PROJECT_ROOT", root.toString());
            environment.put("GIT_HTTP_EXPORT_ALL", "1");
            environment.put("REMOTE_USER", "bot");
            environment.put("REQUEST_METHOD", exchange.getRequestMethod());
            environment.put("PATH_INFO", exchange.getRequestURI().getPath());
            environment.put(
                    "QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
            environment.put(
                    "CONTENT_TYPE",
                    headers.getOrDefault("Content-Type", List.of("")).getFirst());
            environment.put(
                    "HTTP_CONTENT_ENCODING",
                    headers.getOrDefault("Content-Encoding", List.of("")).getFirst());
            environment.put(
                    "GIT_PROTOCOL",
                    headers.getOrDefault("Git-Protocol", List.of("")).getFirst());
            backend(exchange, builder.start());
        }
    }

    private static void backend(HttpExchange exchange, Process process) throws IOException {
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
                var header = line.split(": *", 2);
                if (header[0].equals("Status")) {
                    status = Integer.parseInt(header[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(header[0], header[1]);
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
