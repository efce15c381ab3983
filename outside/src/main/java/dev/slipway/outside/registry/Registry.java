package dev.slipway.outside.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of the OCI distribution protocol that pushes and pulls use. */
public final class Registry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS =
            Pattern.compile("/v2/([a-z0-9][a-z0-9._/-]*)/(blobs/uploads|blobs|manifests|tags)/?([^/]*)");
    private final Blobs blobs;
    private final Manifests manifests;
    private final BlobRequests blobRequests;
    private final UploadRequests uploadRequests;
    private final ManifestRequests manifestRequests;
    private final Passwords passwords;
    private final Site site;

    private Registry(Path folder, int port, Passwords passwords) throws IOException {
        this.passwords = passwords;
        blobs = new Blobs(folder.resolve("blobs"), folder.resolve("uploads"));
        manifests = new Manifests(folder.resolve("repositories"));
        blobRequests = new BlobRequests(blobs);
        uploadRequests = new UploadRequests(blobs);
        manifestRequests = new ManifestRequests(blobs, manifests);
        site = Site.open("registry", port, this::answer);
    }

    /** A port of 0 means: any that is free. */
    public static Registry start(Path folder, int port) throws IOException {
        return start(folder, port, Map.of());
    }

    /** With passwords by user's name, nobody else may push or pull. */
    public static Registry start(Path folder, int port, Map<String, String> passwords) throws IOException {
        return new Registry(folder, port, new Passwords(passwords));
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
        var digest = JSON.readTree(manifest.get().toFile()).path("config").path("digest");
        var config = blobs.find(digest.asText());
        return config.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readTree(config.get().toFile()).path("config"));
    }

    @Override
    public void close() {
        site.close();
    }

    private void answer(Exchange exchange) throws IOException {
        try {
            passwords.check(exchange);
            serve(exchange);
        } catch (Refusal e) {
            e.answer(exchange);
        }
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
            throw new Refusal(404, "NAME_UNKNOWN", "no such address");
        }
        var repository = address.group(1);
        var rest = address.group(3);
        switch (address.group(2)) {
            case "blobs" -> blobRequests.serve(exchange, rest);
            case "blobs/uploads" -> uploadRequests.serve(exchange, repository, rest);
            case "manifests" -> manifestRequests.serve(exchange, repository, rest);
            default -> manifestRequests.tags(exchange, repository);
        }
    }
}
