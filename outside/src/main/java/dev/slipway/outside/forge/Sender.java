package dev.slipway.outside.forge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** Posts a webhook once, and waits ten seconds for its answer. */
final class Sender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();

    record Answer(int status, String body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    Answer send(String url, Map<String, String> headers, byte[] payload) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Without telling whoever asked for it how it went. */
    void sendLater(String url, Map<String, String> headers, byte[] payload) {
        later.execute(() -> {
            try {
                send(url, headers, payload);
            } catch (IOException e) {
                LOG.warnf("a webhook got lost: %s", e);
            }
        });
    }

    /** HMAC in lower-case hex. */
    static String signature(String algorithm, String secret, byte[] payload) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        client.shutdownNow();
    }
}
