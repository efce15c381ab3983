package dev.slipway.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Words;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The console's REST. Whatever is not an answer becomes a {@link Problem} that says what to do. */
public final class Server implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_GATEWAY = 502;
    private static final long ANSWER_BYTES_MAX = 64L << 20;
    /** What is ordered makes the console work, where what is asked it knows: it tries a repository for half a minute. */
    private static final int WORKS_LONGER = 6;

    private final Access access;
    private final Words words;
    private final Duration patience;
    private final HttpClient client;

    public Server(Access access, Words words, Duration patience) {
        this.access = access;
        this.words = words;
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    public Access access() {
        return access;
    }

    /** @param path with its query, {@code /api/…} */
    public Answer get(String path) {
        return answer(request(path).GET().build());
    }

    /** Nothing, if the console says that there is no such thing. */
    public Optional<Answer> find(String path) {
        var request = request(path).GET().build();
        var answer = sent(request);
        return answer.statusCode() == 404 && !said(answer).isEmpty()
                ? Optional.empty()
                : Optional.of(read(request, answer));
    }

    /** Orders something that needs no words. */
    public Answer post(String path) {
        return posted(path, BodyPublishers.noBody());
    }

    public Answer post(String path, JsonNode order) {
        return post(path, order.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param json as it is to arrive */
    public Answer post(String path, byte[] json) {
        return posted(path, BodyPublishers.ofByteArray(json));
    }

    private Answer posted(String path, BodyPublisher body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .timeout(patience.multipliedBy(WORKS_LONGER))
                .POST(body)
                .build());
    }

    /** A value as it may stand in a path or a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Follows events until somebody closes the stream or it breaks. */
    public EventStream events(String path) {
        var request = request(path).header("Accept", "text/event-stream").build();
        var answer = await(request, client.sendAsync(request, BodyHandlers.ofPublisher()));
        var stream = new EventStream(answer.body());
        if (answer.statusCode() != 200) {
            stream.close();
            throw refused(request, answer.statusCode(), "");
        }
        return stream;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(access.server() + path))
                .header("Authorization", access.credentials())
                .header("Accept-Language", words.say("language"))
                .timeout(patience);
    }

    private Answer answer(HttpRequest request) {
        return read(request, sent(request));
    }

    private HttpResponse<byte[]> sent(HttpRequest request) {
        return await(
                request,
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX)));
    }

    private Answer read(HttpRequest request, HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw refused(request, answer.statusCode(), said(answer));
        }
        var json = parsed(answer.body());
        if (json.isMissingNode() && answer.body().length > 0) {
            throw Problem.refused(words.say("error.no-console", access.server()));
        }
        return new Answer(answer.body(), json);
    }

    /** The sentence with which the console says no; empty if it gives none. */
    private static String said(HttpResponse<byte[]> answer) {
        return parsed(answer.body()).path("error").asText("");
    }

    /** Missing, if it is no JSON. */
    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private Problem refused(HttpRequest request, int status, String sentence) {
        var server = access.server();
        if (status == BAD_GATEWAY && !sentence.isEmpty()) {
            return Problem.no(words.say("error.no", server, sentence)); // it answers; what it asked for us does not
        }
        return switch (status) {
            case 401 -> Problem.refused(words.say("error.password", access.user(), server));
            case 400, 404, 409, 422 ->
                sentence.isEmpty()
                        ? Problem.refused(words.say(
                                "error.no-resource", server, request.uri().getPath(), status))
                        : Problem.no(words.say("error.no", server, sentence));
            case 429, 500, BAD_GATEWAY, 503, 504 -> Problem.away(words.say("error.away", server, status, sentence));
            default -> Problem.refused(words.say("error.refused", server, status, sentence));
        };
    }

    private <T> HttpResponse<T> await(HttpRequest request, CompletableFuture<HttpResponse<T>> answer) {
        var most = request.timeout().orElse(patience);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw slow(most);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause(), most);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Problem.no(words.say("error.interrupted"));
        }
    }

    private Problem unreachable(Throwable why, Duration most) {
        return switch (why) {
            case HttpTimeoutException _ -> slow(most);
            case ConnectException e
            when e.getCause() instanceof UnresolvedAddressException ->
                Problem.away(words.say("error.no-host", access.server()));
            case ConnectException _ -> Problem.away(words.say("error.nobody", access.server()));
            case SSLException e -> Problem.refused(words.say("error.certificate", access.server(), e));
            default -> Problem.away(words.say("error.broken", access.server(), why));
        };
    }

    private Problem slow(Duration most) {
        return Problem.away(words.say("error.slow", access.server(), most.toSeconds()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
