package dev.slipway.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Version 1 as it was published still holds. {@code -Dcontract.publish} adds to it what is new, at a release. */
class CompatibilityTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/contract/1");

    @Test
    void nothingThatWasPublishedIsBroken() throws IOException {
        var today = new Documents().schemas();
        var published = published();

        assertThat(published).isNotEmpty();
        assertThat(Comparison.of(published, today))
                .as(
                        "what readers of version 1 rely on; say something else as a new type (.v2), written beside the old one")
                .isEmpty();
        if (System.getProperty("contract.publish") != null) {
            for (var schema : today.entrySet()) {
                Files.writeString(PUBLISHED.resolve(schema.getKey() + ".json"), Documents.pretty(schema.getValue()));
            }
        }
    }

    private static Map<String, JsonNode> published() throws IOException {
        var published = new TreeMap<String, JsonNode>();
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replaceFirst("\\.json$", "");
                published.put(name, Json.MAPPER.readTree(Files.readString(file)));
            }
        }
        return published;
    }
}
