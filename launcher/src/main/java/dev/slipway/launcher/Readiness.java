package dev.slipway.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a service to say that it is ready. */
final class Readiness {
    private static final Duration EACH = Duration.ofMillis(100);

    private Readiness() {}

    static void await(String service, String address, Duration most) throws IOException {
        var deadline = System.nanoTime() + most.toNanos();
        var request = HttpRequest.newBuilder(URI.create(address + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var last = "no answer";
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            while (System.nanoTime() < deadline) {
                try {
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                    last = answer.body();
                } catch (IOException e) {
                    last = String.valueOf(e.getMessage());
                }
                LockSupport.parkNanos(EACH.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException(service + " at " + address + " was not ready within " + most.toSeconds() + " s (" + last
                + "); a busy machine may need longer: start it once more");
    }
}
