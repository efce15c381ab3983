package dev.slipway.events.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.events.Event;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12) of the records as {@link Json} writes them. A component is required unless it is {@code @Nullable}. */
final class Schemas {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String NAME = "[a-z0-9-]{1,63}";
    private static final String PATH = "^" + NAME + "/" + NAME + "$";
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    /** What constructors refuse. */
    private static final Map<Class<?>, ObjectNode> NARROWER = Map.of(
            ApplicationRef.class, object().put("pattern", PATH),
            EnvironmentRef.class, object().put("pattern", PATH),
            RepositoryRef.class, object().put("pattern", PATH),
            CommitId.class, object().put("pattern", "^([0-9a-f]{40}|[0-9a-f]{64})$"),
            Ordinal.class, object().put("minimum", 1));

    private static final Map<String, String> DIGEST_AND_TAG =
            Map.of("digest", "^sha256:[0-9a-f]{64}$", "tag", "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$");

    private final Javadocs words;

    Schemas(Javadocs words) {
        this.words = words;
    }

    private record Definitions(ObjectNode written, Map<String, Class<?>> types) {}

    /** @param topic as it is written in the documents */
    ObjectNode of(Class<? extends Event> fact, String topic) {
        var name = WireNames.of(fact);
        var schema = object().put("$schema", DIALECT).put("$id", "urn:slipway:event:" + name);
        schema.put("title", fact.getSimpleName());
        words.of(fact).ifPresent(said -> schema.put("description", said));
        schema.put("x-topic", topic);
        var definitions = new Definitions(object(), new HashMap<>());
        schema.setAll(record(fact, definitions));
        if (!definitions.written.isEmpty()) {
            schema.set("$defs", sorted(definitions.written));
        }
        return schema;
    }

    private ObjectNode record(Class<?> type, Definitions definitions) {
        var schema = object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        for (var component : components(type)) {
            var property = property(component.getAnnotatedType(), definitions);
            words.of(type, component.getName()).ifPresent(said -> property.put("description", said));
            if (type.equals(ImageReference.class) && DIGEST_AND_TAG.containsKey(component.getName())) {
                property.put("pattern", DIGEST_AND_TAG.get(component.getName()));
            }
            properties.set(component.getName(), property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** In their order; the codec must write them, and nothing else. */
    private static List<RecordComponent> components(Class<?> type) {
        var components = List.of(type.getRecordComponents());
        var names = components.stream().map(RecordComponent::getName).collect(Collectors.toSet());
        var config = Json.MAPPER.getSerializationConfig();
        var written = config.introspect(config.constructType(type)).findProperties().stream()
                .filter(property -> property.couldSerialize())
                .map(property -> property.getName())
                .collect(Collectors.toSet());
        if (!written.equals(names)) {
            throw new IllegalStateException(type.getName() + " is written as " + written + ", but has " + names);
        }
        return components;
    }

    private ObjectNode property(AnnotatedType annotated, Definitions definitions) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            return collection(generic, definitions);
        }
        return plain((Class<?>) annotated.getType(), definitions);
    }

    private ObjectNode collection(AnnotatedParameterizedType generic, Definitions definitions) {
        var parts = generic.getAnnotatedActualTypeArguments();
        var raw = ((ParameterizedType) generic.getType()).getRawType();
        if (raw.equals(List.class) || raw.equals(Set.class)) {
            var list = object().put("type", "array");
            list.set("items", property(parts[0], definitions));
            return list;
        }
        if (raw.equals(Map.class)) {
            var map = object().put("type", "object");
            map.set("additionalProperties", property(parts[1], definitions));
            return map;
        }
        throw new IllegalStateException("say in Schemas how " + generic + " is written");
    }

    private ObjectNode plain(Class<?> type, Definitions definitions) {
        if (type.equals(String.class)) {
            return object().put("type", "string");
        }
        if (type.equals(UUID.class)) {
            return object().put("type", "string").put("format", "uuid");
        }
        if (type.equals(Instant.class)) {
            return object().put("type", "string").put("format", "date-time");
        }
        if (WHOLE.contains(type)) {
            return object().put("type", "integer");
        }
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return object().put("type", "boolean");
        }
        if (type.equals(Object.class)) {
            return object(); // anything
        }
        if (type.equals(double.class) || type.equals(Double.class)) {
            return object().put("type", "number");
        }
        return named(type, definitions);
    }

    private ObjectNode named(Class<?> type, Definitions definitions) {
        var name = type.getSimpleName();
        var known = definitions.types.putIfAbsent(name, type);
        if (known == null) {
            var definition = object();
            words.of(type).ifPresent(said -> definition.put("description", said));
            definitions.written.set(name, definition.setAll(body(type, definitions)));
        } else if (!known.equals(type)) {
            throw new IllegalStateException("one event holds both " + known.getName() + " and " + type.getName());
        }
        return object().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode body(Class<?> type, Definitions definitions) {
        if (type.isEnum()) {
            var values = object().put("type", "string");
            var names = values.putArray("enum");
            Arrays.stream(type.getEnumConstants())
                    .<JsonNode>map(Json.MAPPER::valueToTree)
                    .forEach(names::add);
            return values;
        }
        var value = Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .map(Method::getReturnType);
        if (value.isPresent()) {
            return plain(value.get(), definitions).setAll(NARROWER.getOrDefault(type, object()));
        }
        if (type.isRecord()) {
            return record(type, definitions);
        }
        throw new IllegalStateException("say in Schemas how " + type.getName() + " is written");
    }

    private static ObjectNode sorted(ObjectNode definitions) {
        var sorted = object();
        definitions.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(d -> sorted.set(d.getKey(), d.getValue()));
        return sorted;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
