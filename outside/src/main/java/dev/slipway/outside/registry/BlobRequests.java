package dev.slipway.outside.registry;

import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reading blobs. They belong to all repositories alike. */
final class BlobRequests {
    private final Blobs blobs;

    BlobRequests(Blobs blobs) {
        this.blobs = blobs;
    }

    void serve(Exchange exchange, String digest) throws IOException {
        var blob = blobs.find(digest).orElseThrow(() -> new Refusal(404, "BLOB_UNKNOWN", "there is no " + digest));
        switch (exchange.method()) {
            case "GET", "HEAD" -> send(exchange, digest, "application/octet-stream", blob);
            default -> throw Refusal.of(exchange);
        }
    }

    static void send(Exchange exchange, String digest, String mediaType, Path file) throws IOException {
        exchange.set("Docker-Content-Digest", digest);
        exchange.set("Content-Type", mediaType);
        exchange.set("Content-Length", Long.toString(Files.size(file)));
        if (exchange.method().equals("HEAD")) {
            exchange.answer(200, new byte[0]);
            return;
        }
        try (var out = exchange.stream(200);
                var in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
    }
}
