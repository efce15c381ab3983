package dev.slipway.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its whole answer, bounded in time and size. Redirects are the caller's: credentials must not follow them. */
final class Http {
    private static final long BYTES_MAX = 8 << 20;
    private final HttpClient client;
    private final Duration timeout;

    Http(RegistrySettings settings) {
        timeout = settings.answerTimeout();
        client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        var place = "%s %s".formatted(request.method(), request.uri().getHost());
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("%s: no answer in %d s".formatted(place, timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException("%s: %s".formatted(place, e.getCause()), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(place + ": interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
