package dev.slipway.service.work;

import com.fasterxml.jackson.databind.JavaType;
import dev.slipway.events.wire.Json;
import java.io.IOException;

/** Rows as JSON. */
public final class RowCodec<W> {
    private final JavaType type;

    public RowCodec(Class<W> intent) {
        type = Json.MAPPER.getTypeFactory().constructParametricType(Row.class, intent);
    }

    public byte[] encode(Row<W> row) {
        return Json.write(row);
    }

    /** @throws IllegalArgumentException if it is no row, saying why */
    public Row<W> decode(byte[] json) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("no row of open work: " + e.getMessage(), e);
        }
    }
}
