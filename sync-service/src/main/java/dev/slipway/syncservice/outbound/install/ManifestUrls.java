package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches, bounded in time and size. A redirect is followed where it leads no further inside than we were. */
public final class ManifestUrls {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int REDIRECTS_MAX = 5;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration within;

    /** @param within that the whole answer must have come */
    public ManifestUrls(Duration within) {
        this.within = within;
    }

    byte[] read(String from) throws IOException, InterruptedException {
        var target = Target.named(from);
        return timely(from, () -> fetched(target));
    }

    private byte[] timely(String from, Callable<byte[]> fetch) throws IOException, InterruptedException {
        var thread = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return thread.submit(fetch).get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    from + " has not come to its end within " + within.toSeconds() + " s",
                    "name a place that answers sooner, or put the manifest into slipway.sync.manifests");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case PermanentFailure failure -> throw failure;
                case null, default ->
                    throw new IOException(from + " cannot be fetched at the moment: " + e.getCause(), e);
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private byte[] fetched(Target named) throws IOException, InterruptedException {
        var target = named;
        for (var count = 0; count <= REDIRECTS_MAX; count++) {
            var answer = client.send(
                    HttpRequest.newBuilder(target.address())
                            .header("User-Agent", "Slipway")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() == 200) {
                    return bounded(body, target);
                }
                if (!isRedirect(answer.statusCode())) {
                    throw refused(answer.statusCode(), target);
                }
            }
            target = target.sentTo(answer.headers().firstValue("Location").orElse(""));
        }
        throw new PermanentFailure(
                Segment.ENGINE,
                named + " sends us on more than " + REDIRECTS_MAX + " times",
                "name the address that it ends at");
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static byte[] bounded(InputStream body, Target from) throws IOException {
        var read = body.readNBytes(ManifestReader.BYTES_MAX + 1);
        if (read.length > ManifestReader.BYTES_MAX) {
            throw ManifestReader.tooLarge(from.toString());
        }
        return read;
    }

    private static IOException refused(int status, Target from) {
        if (status == 429 || status >= 500) {
            return new IOException(from.address().getHost() + " answers " + status);
        }
        throw new PermanentFailure(
                Segment.ENGINE,
                from + " answers " + status,
                "name an address that gives the manifest to everybody, or put it into slipway.sync.manifests");
    }
}
