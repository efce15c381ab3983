package dev.slipway.outside.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of the OCI distribution protocol that pushes and pulls use. */
public final class Registry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS =
            Pattern.compile("/v2/([a-z0-9][a-z0-9._/-]*)/(blobs/uploads|blobs|manifests|tags)/?([^/]*)");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|sha256:[0-9a-f]{64}");
    private static final int MANIFEST_MAX = 4 << 20;
    private final Blobs blobs;
    private final Manifests manifests;
    private final Site site;

    private Registry(Path folder, int port) throws IOException {
        blobs = new Blobs(folder.resolve("blobs"), folder.resolve("uploads"));
        manifests = new Manifests(folder.resolve("repositories"));
        site = Site.open("registry", port, this::serve);
    }

    /** A port of 0 means: any that is free. */
    public static Registry start(Path folder, int port) throws IOException {
        return new Registry(folder, port);
    }

    public int port() {
        return site.port();
    }

    /** Host and port, as images are named by. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** The config of an image ({@code Env}, {@code Labels} …) where the registry has it. */
    public Optional<JsonNode> config(String repository, String reference) throws IOException {
        var manifest = manifests.digestOf(repository, reference).flatMap(blobs::find);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        var config = JSON.readTree(manifest.get().toFile())
                .path("config")
                .path("digest")
                .asText();
        var blob = blobs.find(config);
        return blob.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readTree(blob.get().toFile()).path("config"));
    }

    @Override
    public void close() {
        site.close();
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.path().equals("/v2/") || exchange.path().equals("/v2")) {
            exchange.answer(200, "application/json", "{}");
            return;
        }
        var address = ADDRESS.matcher(exchange.path());
        if (!address.matches()
                || address.group(1).contains("..")
                || address.group(1).contains("/_")) {
            refuse(exchange, 404, "NAME_UNKNOWN", "no such address");
            return;
        }
        switch (address.group(2)) {
            case "blobs" -> blob(exchange, address.group(3));
            case "blobs/uploads" -> upload(exchange, address);
            case "manifests" -> manifest(exchange, address.group(1), address.group(3));
            default -> tags(exchange, address.group(1));
        }
    }

    private void blob(Exchange exchange, String digest) throws IOException {
        var blob = blobs.find(digest);
        if (blob.isEmpty()) {
            refuse(exchange, 404, "BLOB_UNKNOWN", digest);
            return;
        }
        send(exchange, digest, "application/octet-stream", blob.get());
    }

    private static void send(Exchange exchange, String digest, String mediaType, Path file) throws IOException {
        exchange.set("Docker-Content-Digest", digest);
        exchange.set("Content-Type", mediaType);
        if (exchange.method().equals("HEAD")) {
            exchange.set("Content-Length", Long.toString(Files.size(file)));
            exchange.answer(200, new byte[0]);
            return;
        }
        try (var out = exchange.stream(200);
                var in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
    }

    private void upload(Exchange exchange, Matcher address) throws IOException {
        var repository = address.group(1);
        switch (exchange.method()) {
            case "POST" -> {
                var id = UUID.randomUUID().toString();
                var file = Files.createFile(blobs.upload(id));
                if (exchange.query("digest") == null) {
                    accepted(exchange, repository, id, 0);
                } else {
                    finish(exchange, repository, file);
                }
            }
            case "PATCH" -> {
                var file = started(exchange, address.group(3));
                if (file != null) {
                    append(exchange, file);
                    accepted(exchange, repository, address.group(3), Files.size(file));
                }
            }
            case "PUT" -> {
                var file = started(exchange, address.group(3));
                if (file != null) {
                    finish(exchange, repository, file);
                }
            }
            default -> refuse(exchange, 405, "UNSUPPORTED", exchange.method());
        }
    }

    private @Nullable Path started(Exchange exchange, String id) {
        var known = id.matches("[0-9a-f-]{36}") ? blobs.upload(id) : null;
        if (known == null || !Files.exists(known)) {
            refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN", id);
            return null;
        }
        return known;
    }

    private static void append(Exchange exchange, Path file) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            exchange.body().transferTo(out);
        }
    }

    private static void accepted(Exchange exchange, String repository, String id, long size) {
        exchange.set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
        exchange.set("Docker-Upload-UUID", id);
        exchange.set("Range", "0-" + Math.max(0, size - 1));
        exchange.answer(202);
    }

    private void finish(Exchange exchange, String repository, Path file) throws IOException {
        append(exchange, file);
        var digest = blobs.keep(file, exchange.query("digest"));
        if (digest == null) {
            refuse(exchange, 400, "DIGEST_INVALID", "the content has another digest");
            return;
        }
        created(exchange, "/v2/" + repository + "/blobs/" + digest, digest);
    }

    private void manifest(Exchange exchange, String repository, String reference) throws IOException {
        if (!TAG.matcher(reference).matches()) {
            refuse(exchange, 404, "MANIFEST_UNKNOWN", reference);
            return;
        }
        switch (exchange.method()) {
            case "GET", "HEAD" -> {
                var digest = manifests.digestOf(repository, reference);
                var mediaType = digest.isEmpty() ? digest : manifests.mediaTypeOf(repository, digest.get());
                var file = digest.flatMap(blobs::find);
                if (mediaType.isEmpty() || file.isEmpty()) {
                    refuse(exchange, 404, "MANIFEST_UNKNOWN", reference);
                } else {
                    send(exchange, digest.get(), mediaType.get(), file.get());
                }
            }
            case "PUT" -> putManifest(exchange, repository, reference);
            case "DELETE" -> {
                manifests.delete(repository, reference);
                exchange.answer(202);
            }
            default -> refuse(exchange, 405, "UNSUPPORTED", exchange.method());
        }
    }

    private void putManifest(Exchange exchange, String repository, String reference) throws IOException {
        var content = exchange.body().readNBytes(MANIFEST_MAX + 1);
        if (content.length > MANIFEST_MAX) {
            refuse(exchange, 413, "SIZE_INVALID", "a manifest has at most 4 MiB");
            return;
        }
        var upload = Files.write(blobs.upload(UUID.randomUUID().toString()), content);
        var digest = blobs.keep(upload, reference.startsWith("sha256:") ? reference : null);
        if (digest == null) {
            refuse(exchange, 400, "DIGEST_INVALID", reference);
            return;
        }
        var type = exchange.header("Content-Type");
        manifests.known(repository, digest, type == null ? "application/vnd.oci.image.manifest.v1+json" : type);
        if (!reference.startsWith("sha256:")) {
            manifests.put(repository, reference, digest);
        }
        created(exchange, "/v2/" + repository + "/manifests/" + digest, digest);
    }

    private void tags(Exchange exchange, String repository) throws IOException {
        var list = JSON.createObjectNode().put("name", repository);
        var tags = list.putArray("tags");
        manifests.tagsOf(repository).forEach(tags::add);
        exchange.answer(200, "application/json", JSON.writeValueAsString(list));
    }

    private static void created(Exchange exchange, String location, String digest) {
        exchange.set("Location", location);
        exchange.set("Docker-Content-Digest", digest);
        exchange.answer(201);
    }

    private static void refuse(Exchange exchange, int status, String code, String detail) {
        var errors = JSON.createObjectNode();
        errors.putArray("errors").addObject().put("code", code).put("message", detail);
        exchange.answer(status, "application/json", errors.toString());
    }
}
