package dev.slipway.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.slipway.events.Event;
import dev.slipway.events.Samples;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemasTest {
    private Map<String, JsonNode> schemas = Map.of();

    @BeforeAll
    void write() throws IOException {
        schemas = new Documents().schemas();
    }

    @Test
    void theyAreSchemas() {
        var dialect = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(Schemas.DIALECT));
        schemas.forEach(
                (name, schema) -> assertThat(dialect.validate(schema)).as(name).isEmpty());
    }

    @Test
    void everySampleIsAsItsSchemaSays() {
        for (var sample : Samples.all()) {
            assertThat(Judged.by(schema(sample), Json.MAPPER.valueToTree(sample)))
                    .isEmpty();
        }
    }

    /** Field by field, at every depth: the schema can do without it exactly where the record can be without it. */
    @Test
    void whatIsRequiredIsMissedAndWhatIsOptionalIsNot() {
        for (var sample : Samples.all()) {
            var schema = schema(sample);
            for (var place : objects(schema, schema, Json.MAPPER.<ObjectNode>valueToTree(sample))
                    .toList()) {
                for (var field : place.fields()) {
                    var without = Json.MAPPER.<ObjectNode>valueToTree(sample);
                    ((ObjectNode) without.at(place.pointer())).remove(field);
                    var problems = Judged.by(schema, without);

                    if (place.required().contains(field)) {
                        assertThat(problems).as(place.pointer() + "/" + field).hasSize(1);
                    } else {
                        assertThat(problems).as(place.pointer() + "/" + field).isEmpty();
                        assertThat(Json.MAPPER.<JsonNode>valueToTree(Json.read(Json.write(without), sample.getClass())))
                                .isEqualTo(without);
                    }
                }
            }
        }
    }

    @Test
    void anotherTypeIsRefusedInEveryField() {
        for (var sample : Samples.all()) {
            var schema = schema(sample);
            for (var place : objects(schema, schema, Json.MAPPER.<ObjectNode>valueToTree(sample))
                    .toList()) {
                for (var field : place.fields()) {
                    var with = Json.MAPPER.<ObjectNode>valueToTree(sample);
                    var object = (ObjectNode) with.at(place.pointer());
                    if (object.path(field).isBoolean()) {
                        object.put(field, "true");
                    } else {
                        object.put(field, true);
                    }

                    assertThat(Judged.by(schema, with))
                            .as(place.pointer() + "/" + field)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void valuesAreRefusedWhereTheirConstructorsRefuseThem() {
        var texts = List.of(
                "hichat/web", "hichat", "hichat/", "Hichat/web", "a/b/c", "x".repeat(63) + "/y", "x".repeat(64) + "/y");
        for (var text : texts) {
            same("ApplicationRef", text, () -> ApplicationRef.parse(text));
            same("EnvironmentRef", text, () -> EnvironmentRef.parse(text));
            same("RepositoryRef", text, () -> RepositoryRef.parse(text));
        }
        for (var text : List.of("a".repeat(40), "0".repeat(64), "a".repeat(41), "A".repeat(40), "")) {
            same("CommitId", text, () -> new CommitId(text));
        }
        for (var number : List.of(-1L, 0L, 1L, Long.MAX_VALUE)) {
            same("Ordinal", number, () -> new Ordinal(number));
        }
    }

    private interface Construction {
        Object make();
    }

    private void same(String definition, Object value, Construction construction) {
        var schema = schemas.values().stream()
                .map(s -> s.at("/$defs/" + definition))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
        if (Judged.by(schema, Json.MAPPER.valueToTree(value)).isEmpty()) {
            assertThat(construction.make()).isNotNull();
        } else {
            assertThatThrownBy(construction::make).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private JsonNode schema(Event sample) {
        return Objects.requireNonNull(schemas.get(WireNames.of(sample)));
    }

    /** An object of a sample: where it is, what it has, and what its schema requires. */
    private record Place(String pointer, List<String> fields, List<String> required) {}

    private static Stream<Place> objects(JsonNode root, JsonNode schema, JsonNode value) {
        return objects(root, schema, value, "");
    }

    private static Stream<Place> objects(JsonNode root, JsonNode schema, JsonNode value, String pointer) {
        var resolved = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (value instanceof ArrayNode array) {
            var places = Stream.<Place>empty();
            for (var i = 0; i < array.size(); i++) {
                places = Stream.concat(places, objects(root, resolved.get("items"), array.get(i), pointer + "/" + i));
            }
            return places;
        }
        if (!value.isObject() || resolved.has("additionalProperties")) {
            return Stream.empty();
        }
        var required = new ArrayList<String>();
        resolved.path("required").forEach(name -> required.add(name.asText()));
        var fields = value.properties().stream().map(Map.Entry::getKey).toList();
        var here = Stream.of(new Place(pointer, fields, required));
        var below = value.properties().stream()
                .flatMap(f -> objects(
                        root, resolved.get("properties").get(f.getKey()), f.getValue(), pointer + "/" + f.getKey()));
        return Stream.concat(here, below);
    }
}
