package dev.slipway.outside.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.outside.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forge's webhooks, by the path of their repository. */
final class KeptHooks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Map<Long, KeptHook>> byPath = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private long last;

    synchronized long nextId() {
        return ++last;
    }

    synchronized void put(String path, KeptHook hook) {
        byPath.computeIfAbsent(path, _ -> new TreeMap<>()).put(hook.id(), hook);
    }

    synchronized List<KeptHook> of(String path) {
        return List.copyOf(byPath.getOrDefault(path, Map.of()).values());
    }

    Optional<KeptHook> find(String path, long id) {
        return of(path).stream().filter(hook -> hook.id() == id).findFirst();
    }

    /** One page of them, as the request asks for it. */
    ArrayNode page(String path, Exchange exchange, String sizeName, int size, int sizeMax) {
        var wanted = Math.clamp(number(exchange.query(sizeName), size), 1, sizeMax);
        var skipped = (long) wanted * (Math.max(1, number(exchange.query("page"), 1)) - 1);
        var page = JSON.createArrayNode();
        of(path).stream().skip(skipped).limit(wanted).forEach(hook -> page.add(hook.shown()));
        return page;
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
