package dev.slipway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.events.wire.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, spoken to by the protocol of its developer tools. */
final class Browser implements AutoCloseable {
    private static final Duration STARTS = Duration.ofSeconds(60);
    private static final Duration ANSWERS = Duration.ofSeconds(30);
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;

    private Browser(Process process, Path folder) throws Exception {
        this.process = process;
        var port = portOf(folder.resolve("DevToolsActivePort"));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        var page =
                Json.MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
        var address = page.findParents("webSocketDebuggerUrl").stream()
                .filter(target -> target.path("type").asText().equals("page"))
                .findFirst()
                .orElseThrow()
                .path("webSocketDebuggerUrl")
                .asText();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listening())
                .get(ANSWERS.toSeconds(), TimeUnit.SECONDS);
        for (var domain : List.of("Page", "Runtime", "Log")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** The one that {@code slipway.test.browser} names, or chromium on the path. */
    static Optional<Path> installed() {
        var named = System.getProperty("slipway.test.browser");
        var paths = Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return (named == null
                        ? paths.flatMap(path -> Stream.of(Path.of(path, "chromium"), Path.of(path, "google-chrome")))
                        : Stream.of(Path.of(named)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path folder) throws Exception {
        var process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        try {
            return new Browser(process, folder);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    void open(String address) throws Exception {
        ask("Page.navigate", Map.of("url", address));
    }

    void narrow(int width, int height) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What an expression of the page's own script is worth. */
    JsonNode value(String expression) throws Exception {
        var answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    void picture(Path file) throws Exception {
        var data = ask("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors of scripts, and what the page's policy refused. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode ask(String method, Map<String, Object> parameters) throws Exception {
        var id = number.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        ObjectNode request = Json.MAPPER.createObjectNode().put("id", id).put("method", method);
        request.set("params", Json.MAPPER.valueToTree(parameters));
        socket.sendText(request.toString(), true).get(ANSWERS.toSeconds(), TimeUnit.SECONDS);
        return answer.get(ANSWERS.toSeconds(), TimeUnit.SECONDS);
    }

    private void heard(String text) {
        try {
            var message = Json.MAPPER.readTree(text);
            var answer = asked.remove(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message.path("result"));
            } else if (message.path("method").asText().equals("Runtime.exceptionThrown")
                    || message.at("/params/entry/level").asText().equals("error")) {
                complaints.add(message.path("params").toString());
            }
        } catch (IOException e) {
            complaints.add("the browser said what cannot be read: " + text);
        }
    }

    private int portOf(Path file) throws Exception {
        for (var until = Instant.now().plus(STARTS); Instant.now().isBefore(until); Thread.sleep(50)) {
            if (Files.exists(file) && Files.readString(file).contains("\n")) {
                return Integer.parseInt(
                        Files.readString(file).lines().findFirst().orElseThrow());
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("the browser ended with " + process.exitValue() + " as it started");
            }
        }
        throw new IllegalStateException("the browser opened no port within " + STARTS);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
