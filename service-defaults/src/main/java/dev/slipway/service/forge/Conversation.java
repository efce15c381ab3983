package dev.slipway.service.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.events.values.Segment;
import dev.slipway.events.wire.Json;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one forge's API, bounded in time and size, and says what its refusals mean. No redirect is followed: the token stays here. */
public final class Conversation implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofSeconds(45);
    private static final int ANSWER_BYTES_MAX = 2 << 20;
    private static final int MESSAGE_MAX = 300;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final long end = System.nanoTime() + ALL.toNanos();
    private final ForgeApi api;
    private final Token token;
    private final List<String> secrets;
    private final Duration answerMax;

    /** @param secrets what no message may show, besides the token */
    public Conversation(ForgeApi api, Token token, List<String> secrets) {
        this(api, token, secrets, ANSWER);
    }

    public Conversation(ForgeApi api, Token token, List<String> secrets, Duration answer) {
        this.answerMax = answer;
        this.api = api;
        this.token = token;
        this.secrets = new ArrayList<>(secrets);
        this.secrets.add(token.value());
    }

    /** @return what the forge answers, missing if it answers well and nothing */
    public JsonNode ask(Call call) throws IOException {
        var address = URI.create(api.address() + call.path());
        var body = call.body();
        var request = HttpRequest.newBuilder(address)
                .header("User-Agent", "Slipway")
                .header("Content-Type", "application/json")
                .method(
                        call.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
        try {
            api.headers(token).forEach(request::header);
        } catch (IllegalArgumentException _) {
            throw token.unfit();
        }
        var answer = send(request.build());
        var said = read(answer.body());
        if (answer.statusCode() / 100 != 2) {
            refuse(answer, message(said));
        }
        return said;
    }

    private Duration left() throws IOException {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            throw new IOException(api.address() + " takes too long to answer; try again");
        }
        return left.compareTo(answerMax) < 0 ? left : answerMax;
    }

    /** The client's own timeout ends with the head of the answer; this one holds for its body too. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        var most = left();
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX);
        var answer = client.sendAsync(request, body);
        try {
            return answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(api.address() + " did not answer within " + most.toSeconds() + " s; try again", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    api.address() + " could not be asked (" + concealed(String.valueOf(e.getCause())) + "); try again",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            answer.cancel(true);
        }
    }

    private void refuse(HttpResponse<?> answer, String message) throws IOException {
        var status = answer.statusCode();
        var forge = api.address().getHost();
        var spent =
                answer.headers().firstValue("X-RateLimit-Remaining").orElse("").equals("0");
        if (status == 429 || status >= 500 || (status == 403 && spent)) {
            throw new IOException(forge + " answers " + status + message + "; try again later");
        }
        throw switch (status) {
            case 401 ->
                failure(
                        forge + " does not accept the token in the secret " + token.secret() + " (401)" + message,
                        "put " + api.right() + " into " + tokenPlace());
            case 403 ->
                failure(
                        forge + " does not let the token in the secret " + token.secret() + " " + api.purpose()
                                + " (403)" + message,
                        "put " + api.right() + " into " + tokenPlace());
            case 404 ->
                failure(
                        forge
                                + " shows no such repository, or not what was asked for in it, to the token in the secret "
                                + token.secret() + " (404)" + message,
                        "correct the repository's path in the catalog, or put " + api.right() + " into "
                                + tokenPlace());
            case 301, 302, 303, 307, 308 ->
                failure(
                        forge + " sends us elsewhere (" + status + "), to " + there(answer) + message,
                        "if the repository has moved or has another name now, write its new url and path into the catalog;"
                                + " else the forge's own address: the token goes to no other host");
            default -> failure(forge + " refuses this (" + status + ")" + message, api.afterRefusal(message));
        };
    }

    /** Without what could be secret in it. */
    private String there(HttpResponse<?> answer) {
        try {
            var there =
                    answer.uri().resolve(answer.headers().firstValue("Location").orElse(""));
            return concealed(there.getScheme() + "://" + there.getHost()
                    + (there.getPort() < 0 ? "" : ":" + there.getPort()) + there.getPath());
        } catch (IllegalArgumentException e) {
            return "an address that is none";
        }
    }

    private String tokenPlace() {
        return "the secret " + token.secret().replaceFirst("/.*", "") + "/api-token";
    }

    private static PermanentFailure failure(String seen, String nextStep) {
        return new PermanentFailure(Segment.GIT, seen, nextStep);
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All texts in what forges call message, error and errors. */
    private String message(JsonNode said) {
        var texts = new ArrayList<String>();
        for (var name : List.of("message", "error", "errors")) {
            collect(said.path(name), texts);
        }
        var message = String.join(", ", texts).replaceAll("\\p{Cntrl}", " ");
        return texts.isEmpty() ? "" : ": " + concealed(message.substring(0, Math.min(MESSAGE_MAX, message.length())));
    }

    private static void collect(JsonNode node, List<String> into) {
        if (node.isTextual()) {
            into.add(node.asText());
        } else {
            node.forEach(child -> collect(child, into));
        }
    }

    private String concealed(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = secret.isBlank() ? clean : clean.replace(secret, "***");
        }
        return clean;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
