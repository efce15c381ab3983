package dev.slipway.console.core.cdevents;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The specification's own schemas, and what they find. */
public final class Official {
    private static final String BASE = "https://cdevents.dev/" + CdEvent.SPECIFICATION + "/schema/";
    private static final Path FOLDER = Path.of("src/test/resources/cdevents");
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012, factory -> factory.schemaLoaders(loaders -> loaders.schemas(schemas())));

    private Official() {}

    /** What is wrong with the body of a CDEvent of that type. */
    public static Collection<String> problems(String type, byte[] body) throws IOException {
        var name = type.split("\\.");
        var schema = FACTORY.getSchema(SchemaLocation.of(BASE + name[2] + "-" + name[3] + "-event"), STRICT);
        return schema.validate(Json.MAPPER.readTree(body)).stream()
                .map(Object::toString)
                .toList();
    }

    private static Map<String, String> schemas() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Official::read)
                    .collect(Collectors.toMap(Official::id, text -> text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(String schema) {
        try {
            return Json.MAPPER.readTree(schema).get("$id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
