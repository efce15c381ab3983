package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What a webhook service would get. */
final class HookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] HEADERS = {
        "X-Gitlab-Event",
        "X-Gitlab-Token",
        "X-Gitlab-Event-UUID",
        "X-Gitlab-Webhook-UUID",
        "X-Gitlab-Instance",
        "Idempotency-Key",
        "User-Agent",
        "Content-Type"
    };
    final BlockingQueue<Hook> hooks = new LinkedBlockingQueue<>();
    private final Site site = Site.open("receiver", 0, this::take);

    record Hook(Map<String, String> headers, JsonNode payload) {}

    HookReceiver() throws IOException {}

    String url() {
        return site.url() + "/hook";
    }

    Hook next() throws InterruptedException {
        @Nullable Hook hook = hooks.poll(10, TimeUnit.SECONDS);
        Assertions.assertThat(hook).as("a hook within ten seconds").isNotNull();
        return hook;
    }

    private void take(Exchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        for (var name : HEADERS) {
            headers.put(name, String.valueOf(exchange.header(name)));
        }
        hooks.add(new Hook(headers, JSON.readTree(exchange.body())));
        exchange.answer(200, "text/plain", "taken");
    }

    @Override
    public void close() {
        site.close();
    }
}
