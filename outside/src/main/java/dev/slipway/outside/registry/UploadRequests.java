package dev.slipway.outside.registry;

import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Blobs arrive at once or in pieces. */
final class UploadRequests {
    private static final long BLOB_MAX = 4L << 30;
    private final Blobs blobs;

    UploadRequests(Blobs blobs) {
        this.blobs = blobs;
    }

    void serve(Exchange exchange, String repository, String id) throws IOException {
        if (id.isEmpty()) {
            begin(exchange, repository);
            return;
        }
        var file = started(id);
        switch (exchange.method()) {
            case "PATCH" -> {
                inOrder(exchange, file);
                append(exchange, file);
                accepted(exchange, 202, repository, file);
            }
            case "PUT" -> finish(exchange, repository, file);
            case "GET" -> accepted(exchange, 204, repository, file);
            case "DELETE" -> {
                Files.deleteIfExists(file);
                exchange.answer(204);
            }
            default -> throw Refusal.of(exchange);
        }
    }

    private void begin(Exchange exchange, String repository) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw Refusal.of(exchange);
        }
        var mounted = exchange.query("mount");
        if (mounted != null && blobs.find(mounted).isPresent()) {
            created(exchange, repository, mounted);
            return;
        }
        var file = Files.createFile(blobs.upload(UUID.randomUUID().toString()));
        if (exchange.query("digest") == null) {
            accepted(exchange, 202, repository, file);
        } else {
            finish(exchange, repository, file);
        }
    }

    private Path started(String id) {
        if (id.matches("[0-9a-f-]{36}") && Files.exists(blobs.upload(id))) {
            return blobs.upload(id);
        }
        throw new Refusal(404, "BLOB_UPLOAD_UNKNOWN", "no upload " + id + " is under way");
    }

    private static void inOrder(Exchange exchange, Path file) throws IOException {
        var range = exchange.header("Content-Range");
        if (range != null && !range.startsWith(Files.size(file) + "-")) {
            throw new Refusal(416, "BLOB_UPLOAD_INVALID", "there are " + Files.size(file) + " bytes so far");
        }
    }

    private static void append(Exchange exchange, Path file) throws IOException {
        var size = Files.size(file);
        var buffer = new byte[64 * 1024];
        try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            var in = exchange.body();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > BLOB_MAX) {
                    throw new Refusal(413, "SIZE_INVALID", "a blob has at most " + BLOB_MAX + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void finish(Exchange exchange, String repository, Path file) throws IOException {
        append(exchange, file);
        var digest = blobs.keep(file, exchange.query("digest"));
        if (digest == null) {
            throw new Refusal(
                    400, "DIGEST_INVALID", "the content does not have the digest " + exchange.query("digest"));
        }
        created(exchange, repository, digest);
    }

    private static void accepted(Exchange exchange, int status, String repository, Path file) throws IOException {
        var id = file.getFileName().toString();
        exchange.set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
        exchange.set("Docker-Upload-UUID", id);
        exchange.set("Range", "0-" + Math.max(0, Files.size(file) - 1));
        exchange.answer(status);
    }

    private static void created(Exchange exchange, String repository, String digest) {
        exchange.set("Location", "/v2/" + repository + "/blobs/" + digest);
        exchange.set("Docker-Content-Digest", digest);
        exchange.answer(201);
    }
}
