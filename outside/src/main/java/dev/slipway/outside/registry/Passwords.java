package dev.slipway.outside.registry;

import dev.slipway.outside.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Who may push and pull; without any password, everybody. */
record Passwords(Map<String, String> byName) {
    void check(Exchange exchange) {
        if (byName.isEmpty() || exchange.basic().filter(this::right).isPresent()) {
            return;
        }
        exchange.set("WWW-Authenticate", "Basic realm=\"registry\"");
        throw new Refusal(401, "UNAUTHORIZED", "user and password, please");
    }

    private boolean right(String[] given) {
        var password = byName.get(given[0]);
        return password != null && MessageDigest.isEqual(bytes(password), bytes(given[1]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
