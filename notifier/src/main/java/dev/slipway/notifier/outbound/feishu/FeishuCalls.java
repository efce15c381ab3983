package dev.slipway.notifier.outbound.feishu;

import dev.slipway.notifier.core.NotConfirmed;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** HTTP with bounds on everything. Causes of errors are not passed on: they may have the address in them. */
final class FeishuCalls {
    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private final HttpClient client;
    private final Duration answerWithin;

    FeishuCalls(Duration connectWithin, Duration answerWithin) {
        this.answerWithin = answerWithin;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectWithin)
                .build();
    }

    Answer post(URI url, byte[] body) throws NotConfirmed, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX);
        var response = await(client.sendAsync(request, bounded));
        return Answer.of(response.statusCode(), response.body());
    }

    /** The client's own time limit ends with the headers; this one holds for the body too. */
    @SuppressWarnings("UnusedException")
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> call)
            throws NotConfirmed, InterruptedException {
        try {
            return call.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw NotConfirmed.perhapsDelivered("Feishu did not answer within " + answerWithin.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw notConfirmed(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private static NotConfirmed notConfirmed(@Nullable Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? NotConfirmed.notDelivered("Feishu cannot be reached: " + kind(cause))
                : NotConfirmed.perhapsDelivered("the connection to Feishu broke: " + kind(cause));
    }

    private static String kind(@Nullable Throwable cause) {
        return cause == null ? "no reason given" : cause.getClass().getSimpleName();
    }
}
