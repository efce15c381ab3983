package dev.slipway.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code work}, {@code dead-letters} and {@code trace}: what the console's REST knows, in the terminal. */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String console;
    private final String credentials;
    private final PrintStream out;

    private Questions(String console, String credentials, PrintStream out) {
        this.console = console;
        this.credentials = credentials;
        this.out = out;
    }

    static Questions to(Path data, PrintStream out) throws IOException {
        var running = Running.read(data);
        var password = Files.readString(data.resolve("secrets/console/admin-password"));
        var basic = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return new Questions(running.console(), "Basic " + basic, out);
    }

    void work() throws IOException {
        var open = ask("/api/work").path("open");
        if (open.isEmpty()) {
            out.println("nothing is open");
        }
        for (var row : open) {
            out.printf(
                    "%-18s %-32s waits for %s, %s, since %s%s%n",
                    row.path("service").asText(),
                    row.path("resource").asText(),
                    row.path("waitsFor").asText(),
                    tries(row.path("attempts").asInt()),
                    row.path("since").asText(),
                    row.hasNonNull("delivery")
                            ? ", delivery " + row.path("delivery").asText().substring(0, 8)
                            : "");
        }
    }

    private static String tries(int attempts) {
        return attempts == 0 ? "not tried in vain" : "tried in vain " + attempts + " times";
    }

    void deadLetters() throws IOException {
        var letters = ask("/api/dead-letters").path("deadLetters");
        if (letters.isEmpty()) {
            out.println("there are no dead letters");
        }
        for (var letter : letters) {
            out.printf(
                    "%s %s could not use %s: %s%n",
                    letter.path("at").asText(),
                    letter.path("service").asText(),
                    letter.path("origin").asText(),
                    letter.path("error").asText());
        }
    }

    /** @param delivery its id, or the beginning of it as the terminal shows it */
    void trace(String delivery) throws IOException {
        var events = new ArrayList<JsonNode>();
        ask("/api/deliveries/" + find(delivery)).path("events").forEach(events::add);
        var ids = new HashSet<String>();
        events.forEach(event -> ids.add(event.path("id").asText()));
        for (var event : events) {
            if (!ids.contains(event.path("cause").asText())) {
                trace(events, event, time(event), time(event), 0, new HashSet<>());
            }
        }
    }

    private void trace(
            List<JsonNode> events, JsonNode event, Instant first, Instant before, int depth, Set<String> told) {
        if (!told.add(event.path("id").asText())) {
            return;
        }
        out.printf(
                "%8s %8s  %s%s  %s%n",
                "+" + Duration.between(first, time(event)).toMillis() + " ms",
                depth == 0 ? "" : "(" + Duration.between(before, time(event)).toMillis() + ")",
                "  ".repeat(depth),
                event.path("type").asText().replaceAll("^dev\\.slipway\\.|\\.v[0-9]+$", ""),
                event.path("subject").asText());
        events.stream()
                .filter(other ->
                        other.path("cause").asText().equals(event.path("id").asText()))
                .forEach(other -> trace(events, other, first, time(event), depth + 1, told));
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asText());
    }

    private String find(String beginning) throws IOException {
        if (!beginning.matches("[0-9a-f-]{4,36}")) {
            throw new Usage("a delivery is named by its id, or its first 8 characters as the terminal shows them; not '"
                    + beginning + "'");
        }
        var found = new ArrayList<String>();
        for (var delivery : ask("/api/deliveries?limit=200").path("deliveries")) {
            var id = delivery.path("id").asText();
            if (id.startsWith(beginning)) {
                found.add(id);
            }
        }
        if (found.size() > 1) {
            throw new Usage("several deliveries begin with " + beginning + ": " + String.join(", ", found));
        }
        if (found.isEmpty() && beginning.length() < 36) {
            throw new Usage("none of the newest 200 deliveries begins with " + beginning);
        }
        return found.isEmpty() ? beginning : found.getFirst();
    }

    JsonNode ask(String path) throws IOException {
        return send(path, HttpRequest.newBuilder().timeout(PATIENCE));
    }

    /** For what the console does while we wait. */
    JsonNode tell(String path) throws IOException {
        var request = HttpRequest.newBuilder().timeout(LONG_PATIENCE);
        return send(path, request.POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode send(String path, HttpRequest.Builder asked) throws IOException {
        var request = asked.uri(URI.create(console + path))
                .header("Authorization", credentials)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Usage(
                        "the console answers " + answer.statusCode() + " to " + path + ": " + said(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException e) {
            throw new Usage("nobody answers at " + console + ". Is ./slipway up running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static String said(String body) {
        try {
            return JSON.readTree(body).path("error").asText(body);
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
