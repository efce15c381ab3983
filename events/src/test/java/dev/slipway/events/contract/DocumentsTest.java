package dev.slipway.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.events.Event;
import dev.slipway.events.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/events} says what the records say; {@code -Dcontract.write} writes it anew. */
class DocumentsTest {

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (System.getProperty("contract.write") != null) {
            write(new Documents().all());
        }
    }

    @Test
    void theDocumentsSayWhatTheRecordsSay() throws IOException {
        var wanted = new Documents().all();
        var found = found();

        assertThat(found.keySet())
                .as("files of docs/events; write them anew with -Dcontract.write=1")
                .isEqualTo(wanted.keySet());
        wanted.forEach((file, text) -> assertThat(found.get(file))
                .as("docs/events/%s; write it anew with -Dcontract.write=1", file)
                .isEqualTo(text));
    }

    @Test
    void whatIsReferredToIsThere() throws IOException {
        var document = asyncApi();
        for (var reference : document.findValuesAsText("$ref")) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(Documents.FOLDER.resolve(reference)).exists();
            }
        }
    }

    @Test
    void everySampleIsOnTheTopicAndUnderTheKeyThatTheDocumentsSay() {
        for (var sample : Samples.all()) {
            var channel = Channel.of(sample.getClass());

            assertThat(filled(channel.topic(), sample)).isEqualTo(sample.topic());
            assertThat(Stream.of(channel.key().split(" or ")).map(key -> filled(key, sample)))
                    .contains(sample.key());
        }
    }

    @Test
    void theExamplesOfTheDocumentAreOfTheirSchemas() throws IOException {
        var document = asyncApi();
        var schemas = new Documents().schemas();
        for (var message : document.at("/components/messages")) {
            var name = message.get("name").asText();
            var example = message.at("/examples/0");

            assertThat(Judged.by(Objects.requireNonNull(schemas.get(name)), example.get("payload")))
                    .as(name)
                    .isEmpty();
            assertThat(Judged.by(document.at("/components/schemas/headers"), example.get("headers")))
                    .as(name)
                    .isEmpty();
            assertThat(example.at("/headers/ce_type").asText()).isEqualTo(name);
            assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText())
                    .isEqualTo(name);
        }
    }

    private static String filled(String pattern, Event sample) {
        var environment = sample.key().substring(sample.key().indexOf('/') + 1);
        return pattern.replace("{project}", sample.project())
                .replace("{environment}", environment)
                .replace("{engine}", sample.key().substring(sample.key().indexOf(':') + 1))
                .replace("{cluster}", "cloud");
    }

    private static JsonNode asyncApi() throws IOException {
        return new YAMLMapper().readTree(Files.readString(Documents.FOLDER.resolve("asyncapi.yaml")));
    }

    /** All that the generator is responsible for. */
    private static Map<Path, String> found() throws IOException {
        var found = new TreeMap<Path, String>();
        try (Stream<Path> files = Files.walk(Documents.FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var below = Documents.FOLDER.relativize(file);
                if (!below.equals(Path.of("cdevents.md"))) {
                    found.put(below, Files.readString(file));
                }
            }
        }
        return found;
    }

    private static void write(Map<Path, String> wanted) throws IOException {
        for (var stale : found().keySet()) {
            if (!wanted.containsKey(stale)) {
                Files.delete(Documents.FOLDER.resolve(stale));
            }
        }
        for (var file : wanted.entrySet()) {
            var target = Documents.FOLDER.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }
}
