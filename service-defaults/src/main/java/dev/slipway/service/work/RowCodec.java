package dev.slipway.service.work;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** Rows as JSON. Of a sealed intent, the field {@code kind} names the record, unless the intent says itself how its kinds are told apart. */
public final class RowCodec<W> {
    private static final ClassValue<RowCodec<Object>> OF_INTENTS = new ClassValue<>() {
        @Override
        @SuppressWarnings("unchecked")
        protected RowCodec<Object> computeValue(Class<?> intent) {
            return new RowCodec<>((Class<Object>) familyOf(intent));
        }
    };
    private final JsonMapper mapper;
    private final JavaType type;

    public RowCodec(Class<W> intent) {
        mapper = intent.isSealed() ? knowing(intent) : Json.MAPPER;
        type = mapper.getTypeFactory().constructParametricType(Row.class, intent);
    }

    /** The JSON of a row whose kind of intent only the row knows. */
    public static byte[] write(Row<Object> row) {
        return OF_INTENTS.get(row.intent().getClass()).encode(row);
    }

    private static Class<?> familyOf(Class<?> intent) {
        return Arrays.stream(intent.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .orElse(intent);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Kinds {}

    private static JsonMapper knowing(Class<?> intent) {
        var mapper = Json.MAPPER.copy();
        if (!intent.isAnnotationPresent(JsonTypeInfo.class)) {
            mapper.addMixIn(intent, Kinds.class);
        }
        for (var kind : Objects.requireNonNull(intent.getPermittedSubclasses())) {
            mapper.registerSubtypes(new NamedType(kind, kind.getSimpleName()));
        }
        return mapper;
    }

    public byte[] encode(Row<W> row) {
        try {
            return mapper.writerFor(type).writeValueAsBytes(row);
        } catch (IOException e) {
            throw new IllegalArgumentException("a row cannot be written as JSON: " + row.key(), e);
        }
    }

    /** @throws IllegalArgumentException if it is no row, saying why */
    public Row<W> decode(byte[] json) {
        try {
            return mapper.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("no row of open work: " + e.getMessage(), e);
        }
    }
}
