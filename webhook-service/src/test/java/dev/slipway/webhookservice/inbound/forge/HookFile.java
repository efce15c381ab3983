package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A hook as its forge sends it, from a file. */
record HookFile(HookForm form, JsonNode json, Map<String, String> headers, byte[] body) {
    static final Path FOLDER = Path.of("src/test/resources/hooks");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    static List<Path> all() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String forgeOf(Path file) {
        return FOLDER.relativize(file).getName(0).toString();
    }

    static HookFile in(Path file) throws IOException {
        var json = Json.MAPPER.readTree(Files.readAllBytes(file));
        var forge = forgeOf(file);
        var headers = new HashMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(h -> headers.put(
                        h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
        var form = HookForm.all().stream()
                .filter(f -> f.forge().equals(forge))
                .findFirst()
                .orElseThrow();
        return new HookFile(form, json, headers, json.path("body").toString().getBytes(StandardCharsets.UTF_8));
    }

    HookRequest request(byte[] bytes) {
        return new HookRequest(name -> headers.get(name.toLowerCase(Locale.ROOT)), bytes, NOON);
    }

    JsonNode read(byte[] bytes) throws IOException {
        var read = Json.MAPPER.readTree(bytes);
        if (read == null || !read.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return read;
    }

    Heard heard() throws IOException {
        return form.hear(request(body), read(form.json(request(body))));
    }
}
