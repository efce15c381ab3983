package dev.slipway.console.inbound.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What programs send: every field is known, or it is said which is not. */
final class Body {
    private static final ObjectReader STRICT = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /**
     * @return null where nothing was sent
     * @throws Asked if it cannot be read
     */
    static <T extends Record> @Nullable T read(byte @Nullable [] json, Class<T> type) {
        if (json == null || json.length == 0) {
            return null;
        }
        try {
            return STRICT.forType(type).readValue(json);
        } catch (UnrecognizedPropertyException e) {
            throw new Asked("there is no field '" + path(e) + "'; there are " + names(e, type));
        } catch (MismatchedInputException e) {
            var path = path(e);
            throw new Asked(
                    path.isEmpty()
                            ? "the body is no JSON object; send one with " + names(type)
                            : "'" + path + "' cannot be read; write " + kind(e.getTargetType()));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Asked("the body is no JSON"
                    + (at == null ? "" : ", see line " + at.getLineNr() + ", column " + at.getColumnNr())
                    + "; send an object with " + names(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static String kind(@Nullable Class<?> type) {
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list of texts";
        }
        if (type == Instant.class) {
            return "a time like 2026-01-31T12:00:00Z";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return type != null && type.isRecord() ? "an object with " + names(type) : "a text";
    }

    private static String names(UnrecognizedPropertyException e, Class<?> type) {
        return names(e.getReferringClass() == null ? type : e.getReferringClass());
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
    }
}
