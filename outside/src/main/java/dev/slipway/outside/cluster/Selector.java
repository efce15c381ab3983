package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Label and field selectors, with the operators that clients of ours use: {@code =}, {@code ==}, {@code !=} and mere presence. */
record Selector(@Nullable String labels, @Nullable String fields) {

    boolean matches(JsonNode object) {
        return all(labels, key -> object.path("metadata").path("labels").path(key))
                && all(fields, key -> object.at("/" + key.replace('.', '/')));
    }

    private interface Lookup {
        JsonNode of(String key);
    }

    private static boolean all(@Nullable String terms, Lookup lookup) {
        if (terms == null || terms.isBlank()) {
            return true;
        }
        for (var term : terms.split(",")) {
            if (!one(term.strip(), lookup)) {
                return false;
            }
        }
        return true;
    }

    private static boolean one(String term, Lookup lookup) {
        var unequal = term.indexOf("!=");
        if (unequal > 0) {
            return !lookup.of(term.substring(0, unequal)).asText().equals(term.substring(unequal + 2));
        }
        var equal = term.indexOf('=');
        if (equal > 0) {
            var value = term.substring(equal + 1).replaceFirst("^=", "");
            return lookup.of(term.substring(0, equal)).asText().equals(value);
        }
        return !lookup.of(term).isMissingNode();
    }
}
