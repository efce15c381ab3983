package dev.slipway.outside.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One Feishu custom bot: checks signature, size and rate as Feishu does, answers 200 with a code, and shows the cards on a page. What it
 * took is in a file and still there after a restart.
 */
public final class ChatSink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_MAX = 20 * 1024;
    private static final int SHOWN_MAX = 1_000;
    private static final Duration CLOCK_SKEW_MAX = Duration.ofHours(1);
    private final Path file;
    private final String id;
    private final String secret;
    private final Clock clock = Clock.systemUTC();
    private final List<JsonNode> messages = new ArrayList<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private final Deque<String> planned = new ConcurrentLinkedDeque<>();
    private final Site site;

    private ChatSink(Path folder, int port, String id, String secret) throws IOException {
        this.id = id;
        this.secret = secret;
        file = Files.createDirectories(folder).resolve("messages.jsonl");
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                remember(line);
            }
        }
        site = Site.open("chat", port, this::serve);
    }

    /** A port of 0 means: any that is free. */
    public static ChatSink start(Path folder, int port, String id, String secret) throws IOException {
        return new ChatSink(folder, port, id, secret);
    }

    public int port() {
        return site.port();
    }

    public String url() {
        return site.url();
    }

    public String hookUrl() {
        return url() + "/open-apis/bot/v2/hook/" + id;
    }

    public synchronized List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** The next message is answered with this code instead ({@code http-500}: with that status; {@code lost}: taken, but not answered). */
    public void plan(String answer) {
        planned.add(answer);
    }

    @Override
    public void close() {
        site.close();
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.method().equals("POST") && exchange.path().startsWith("/open-apis/bot/v2/hook/")) {
            take(exchange);
        } else if (exchange.path().equals("/messages")) {
            exchange.answer(200, "application/json", JSON.writeValueAsString(messages()));
        } else if (exchange.path().equals("/")) {
            exchange.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            exchange.answer(200, "text/html; charset=utf-8", ChatPage.of(messages()));
        } else {
            exchange.answer(404, "text/plain", "nothing here\n");
        }
    }

    private void take(Exchange exchange) throws IOException {
        var body = exchange.body().readNBytes(BODY_MAX + 1);
        var plan = planned.poll();
        if ("http-500".equals(plan)) {
            exchange.answer(500, "text/plain", "internal error\n");
            return;
        }
        if (!exchange.path().endsWith("/" + id)) {
            answer(exchange, 19001, "param invalid: incoming webhook access token invalid");
            return;
        }
        if (plan != null && plan.matches("[0-9]+")) {
            answer(exchange, Integer.parseInt(plan), "planned by the test");
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            answer(exchange, 9499, "Bad Request");
            return;
        }
        if (body.length > BODY_MAX || !message.path("msg_type").isTextual()) {
            answer(exchange, 9499, "Bad Request");
        } else if (!signed(message)) {
            answer(exchange, 19021, "sign match fail or timestamp is not within one hour from current time");
        } else if (message.path("msg_type").asText().equals("interactive")
                && !message.path("card").isObject()) {
            answer(exchange, 11246, "parse card json err");
        } else if (!withinLimits()) {
            answer(exchange, 11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
        } else {
            keep(message);
            if ("lost".equals(plan)) {
                throw new IOException("the answer is lost, as planned");
            }
            answer(exchange, 0, "success");
        }
    }

    private boolean signed(JsonNode message) {
        var timestamp = message.path("timestamp").asText("");
        if (!timestamp.matches("[0-9]{1,12}")
                || Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp))
                        > CLOCK_SKEW_MAX.toSeconds()) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var sign = Base64.getEncoder().encode(mac.doFinal());
            return MessageDigest.isEqual(sign, message.path("sign").asText("").getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized boolean withinLimits() {
        var now = clock.millis();
        while (!recent.isEmpty() && recent.peekFirst() < now - 60_000) {
            recent.removeFirst();
        }
        var lastSecond = recent.stream().filter(at -> at > now - 1_000).count();
        if (recent.size() >= 100 || lastSecond >= 5) {
            return false;
        }
        recent.addLast(now);
        return true;
    }

    private synchronized void keep(JsonNode message) throws IOException {
        var line = JSON.writeValueAsString(message);
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        remember(line);
    }

    private void remember(@Nullable String line) throws JsonProcessingException {
        messages.add(JSON.readTree(line));
        if (messages.size() > SHOWN_MAX) {
            messages.removeFirst();
        }
    }

    private static void answer(Exchange exchange, int code, String text) throws IOException {
        var answer = JSON.createObjectNode().put("code", code).put("msg", text);
        answer.putObject("data");
        if (code == 0) {
            answer.put("StatusCode", 0).put("StatusMessage", text);
        }
        exchange.answer(200, "application/json; charset=utf-8", JSON.writeValueAsString(answer));
    }
}
