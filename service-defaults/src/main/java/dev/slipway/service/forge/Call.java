package dev.slipway.service.forge;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** @param path below the API's address, with its query */
public record Call(String method, String path, @Nullable JsonNode body) {

    public static Call get(String path) {
        return new Call("GET", path, null);
    }
}
