package dev.slipway.console.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** @param path below the API's address, with its query */
record Call(String method, String path, @Nullable JsonNode body) {

    static Call get(String path) {
        return new Call("GET", path, null);
    }
}
