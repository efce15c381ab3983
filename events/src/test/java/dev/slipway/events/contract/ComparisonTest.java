package dev.slipway.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String BUILT = """
            {
              "x-topic": "slipway.image",
              "type": "object",
              "properties": {
                "branch": {"type": "string"},
                "log": {"type": "string"},
                "at": {"type": "string", "format": "date-time"},
                "commit": {"$ref": "#/$defs/Commit"},
                "failures": {"type": "array", "items": {"$ref": "#/$defs/Failure"}},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}}
              },
              "required": ["branch", "commit"],
              "$defs": {
                "Commit": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
                "Failure": {
                  "type": "object",
                  "properties": {
                    "segment": {"type": "string", "enum": ["git", "build"]},
                    "seen": {"type": "string"},
                    "because": {"$ref": "#/$defs/Failure"}
                  },
                  "required": ["segment", "seen"]
                }
              }
            }
            """;

    @Test
    void theSameIsNoChange() {
        assertThat(changed(_ -> {})).isEmpty();
    }

    @Test
    void eventsMayBeAdded() {
        assertThat(Comparison.of(Map.of("a.v1", built()), Map.of("a.v1", built(), "b.v1", built())))
                .isEmpty();
    }

    @Test
    void optionalFieldsAndValuesOfAnEnumMayBeAdded() {
        assertThat(changed(schema -> {
                    properties(schema).putObject("pusher").put("type", "string");
                    failure(schema)
                            .withObjectProperty("properties")
                            .putObject("nextStep")
                            .put("type", "string");
                    failure(schema)
                            .withObjectProperty("properties")
                            .withObjectProperty("segment")
                            .withArrayProperty("enum")
                            .add("chat");
                    schema.put("description", "other words");
                }))
                .isEmpty();
    }

    @Test
    void anEventMayNotGo() {
        assertThat(Comparison.of(Map.of("a.v1", built()), Map.of("b.v1", built())))
                .extracting(Change::toString)
                .containsExactly("a.v1: the event is gone");
    }

    @Test
    void aFieldMayNotGo() {
        assertThat(changed(schema -> properties(schema).remove("log"))).containsExactly("a.v1 log: the field is gone");
        assertThat(changed(schema ->
                        failure(schema).withObjectProperty("properties").remove("seen")))
                .contains("a.v1 failures[].seen: the field is gone");
    }

    @Test
    void aTypeMayNotChange() {
        assertThat(changed(schema -> properties(schema).putObject("branch").put("type", "integer")))
                .containsExactly("a.v1 branch: the type was string and is integer");
        assertThat(changed(schema -> properties(schema).withObjectProperty("at").remove("format")))
                .containsExactly("a.v1 at: the format was date-time and is open");
        assertThat(changed(schema -> definition(schema, "Commit").put("pattern", ".*")))
                .containsExactly("a.v1 commit: the pattern was ^[0-9a-f]{40}$ and is .*");
        assertThat(changed(schema -> properties(schema)
                        .withObjectProperty("failures")
                        .putObject("items")
                        .put("type", "string")))
                .containsExactly("a.v1 failures[]: the type was object and is string");
        assertThat(changed(schema -> properties(schema)
                        .withObjectProperty("labels")
                        .putObject("additionalProperties")
                        .put("type", "boolean")))
                .containsExactly("a.v1 labels{}: the type was string and is boolean");
    }

    @Test
    void aTypeMayMoveIntoADefinition() {
        assertThat(changed(schema -> {
                    properties(schema).putObject("branch").put("$ref", "#/$defs/Branch");
                    schema.withObjectProperty("$defs").putObject("Branch").put("type", "string");
                }))
                .isEmpty();
    }

    @Test
    void whatIsRequiredStaysSoAndWhatIsOptionalToo() {
        assertThat(changed(schema -> schema.putArray("required").add("commit")))
                .containsExactly("a.v1 branch: was required and is optional: readers rely on it");
        assertThat(changed(schema -> schema.withArrayProperty("required").add("log")))
                .containsExactly(
                        "a.v1 log: was optional and is required: what was written without it could no longer be read");
    }

    @Test
    void aNewFieldMayNotBeRequired() {
        assertThat(changed(schema -> {
                    properties(schema).putObject("pusher").put("type", "string");
                    schema.withArrayProperty("required").add("pusher");
                }))
                .containsExactly(
                        "a.v1 pusher: is new and required: what was written without it could no longer be read");
    }

    @Test
    void anEnumMayNotLoseAValueNorBeginNorEnd() {
        var segment = "a.v1 failures[].segment: ";
        assertThat(changed(schema -> segment(schema).putArray("enum").add("git")))
                .contains(segment + "no longer has the value build");
        assertThat(changed(schema -> segment(schema).remove("enum")))
                .contains(segment + "was one of a few values and is any");
        assertThat(changed(schema -> properties(schema)
                        .withObjectProperty("log")
                        .putArray("enum")
                        .add("none")))
                .containsExactly(
                        "a.v1 log: was any value and is one of a few: what was written could no longer be read");
    }

    @Test
    void theTopicMayNotChange() {
        assertThat(changed(schema -> schema.put("x-topic", "slipway.build")))
                .containsExactly("a.v1: the topic was slipway.image and is slipway.build");
    }

    private static List<String> changed(Consumer<ObjectNode> change) {
        var today = built();
        change.accept(today);
        return Comparison.of(Map.of("a.v1", built()), Map.<String, JsonNode>of("a.v1", today)).stream()
                .map(Change::toString)
                .toList();
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.withObjectProperty("properties");
    }

    private static ObjectNode failure(ObjectNode schema) {
        return definition(schema, "Failure");
    }

    private static ObjectNode segment(ObjectNode schema) {
        return failure(schema).withObjectProperty("properties").withObjectProperty("segment");
    }

    private static ObjectNode definition(ObjectNode schema, String name) {
        return schema.withObjectProperty("$defs").withObjectProperty(name);
    }

    private static ObjectNode built() {
        try {
            return (ObjectNode) Json.MAPPER.readTree(BUILT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
