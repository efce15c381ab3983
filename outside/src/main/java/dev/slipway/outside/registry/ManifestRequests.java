package dev.slipway.outside.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Manifests by tag and by digest, and the list of tags. */
final class ManifestRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|sha256:[0-9a-f]{64}");
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final int MANIFEST_MAX = 4 << 20;
    private static final int TAGS_MAX = 1_000;
    private final Blobs blobs;
    private final Manifests manifests;

    ManifestRequests(Blobs blobs, Manifests manifests) {
        this.blobs = blobs;
        this.manifests = manifests;
    }

    void serve(Exchange exchange, String repository, String reference) throws IOException {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new Refusal(400, "TAG_INVALID", "\"" + reference + "\" is neither tag nor digest");
        }
        switch (exchange.method()) {
            case "GET", "HEAD" -> get(exchange, repository, reference);
            case "PUT" -> put(exchange, repository, reference);
            case "DELETE" -> {
                if (!manifests.delete(repository, reference)) {
                    throw unknown(repository, reference);
                }
                exchange.answer(202);
            }
            default -> throw Refusal.of(exchange);
        }
    }

    private void get(Exchange exchange, String repository, String reference) throws IOException {
        var digest = manifests.digestOf(repository, reference).orElseThrow(() -> unknown(repository, reference));
        var mediaType = manifests.mediaTypeOf(repository, digest).orElseThrow(() -> unknown(repository, reference));
        var file = blobs.find(digest).orElseThrow(() -> unknown(repository, reference));
        BlobRequests.send(exchange, digest, mediaType, file);
    }

    private void put(Exchange exchange, String repository, String reference) throws IOException {
        var content = exchange.body().readNBytes(MANIFEST_MAX + 1);
        if (content.length > MANIFEST_MAX) {
            throw new Refusal(413, "SIZE_INVALID", "a manifest has at most " + MANIFEST_MAX + " bytes");
        }
        var manifest = parsed(content);
        hasAll(manifest);
        var upload = Files.write(blobs.upload(UUID.randomUUID().toString()), content);
        var digest = blobs.keep(upload, reference.startsWith("sha256:") ? reference : null);
        if (digest == null) {
            throw new Refusal(400, "DIGEST_INVALID", "the manifest does not have the digest " + reference);
        }
        var type = Objects.requireNonNullElse(
                exchange.header("Content-Type"), manifest.path("mediaType").asText(OCI));
        manifests.known(repository, digest, type);
        if (!reference.startsWith("sha256:")) {
            manifests.put(repository, reference, digest);
        }
        exchange.set("Location", "/v2/" + repository + "/manifests/" + digest);
        exchange.set("Docker-Content-Digest", digest);
        exchange.answer(201);
    }

    private static JsonNode parsed(byte[] content) throws IOException {
        try {
            var manifest = JSON.readTree(content);
            if (manifest.path("schemaVersion").asInt() == 2) {
                return manifest;
            }
            throw new Refusal(400, "MANIFEST_INVALID", "schemaVersion 2 is wanted");
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "MANIFEST_INVALID", "it is no JSON");
        }
    }

    private void hasAll(JsonNode manifest) {
        for (var named : List.of(manifest.path("layers"), manifest.path("manifests"))) {
            named.forEach(this::has);
        }
        if (manifest.has("config")) {
            has(manifest.path("config"));
        }
    }

    private void has(JsonNode named) {
        var digest = named.path("digest").asText();
        if (!named.has("urls") && blobs.find(digest).isEmpty()) {
            throw new Refusal(400, "MANIFEST_BLOB_UNKNOWN", "it names " + digest + ", which was not pushed");
        }
    }

    void tags(Exchange exchange, String repository) throws IOException {
        if (!manifests.has(repository)) {
            throw new Refusal(404, "NAME_UNKNOWN", "there is no repository " + repository);
        }
        var after = Objects.requireNonNullElse(exchange.query("last"), "");
        var wanted = Objects.requireNonNullElse(exchange.query("n"), "");
        var most = wanted.matches("[0-9]{1,4}") ? Math.min(Integer.parseInt(wanted), TAGS_MAX) : TAGS_MAX;
        var all = manifests.tagsOf(repository).stream()
                .filter(tag -> tag.compareTo(after) > 0)
                .toList();
        var page = all.subList(0, Math.min(most, all.size()));
        var list = JSON.createObjectNode().put("name", repository);
        var tags = list.putArray("tags");
        page.forEach(tags::add);
        if (page.size() < all.size() && !page.isEmpty()) {
            exchange.set(
                    "Link",
                    "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\"".formatted(repository, most, page.getLast()));
        }
        exchange.answer(200, "application/json", list.toString());
    }

    private static Refusal unknown(String repository, String reference) {
        return new Refusal(404, "MANIFEST_UNKNOWN", repository + " has no " + reference);
    }
}
