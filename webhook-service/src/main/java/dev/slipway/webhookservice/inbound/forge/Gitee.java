package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A password in clear, or a signed timestamp. The signature does not cover the body, so it proves the sender and nothing more; as we
 * believe nothing in the body, that is enough.
 */
final class Gitee implements HookForm {
    private static final Duration REPLAY_WINDOW = Duration.ofHours(1);

    @Override
    public String forge() {
        return "gitee";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        var given = request.headerOrEmpty("X-Gitee-Token");
        var timestamp = request.headerOrEmpty("X-Gitee-Timestamp");
        var inClear = Signatures.same(secret, given);
        if (!timestamp.matches("[0-9]{1,15}")) {
            return inClear;
        }
        var mac = Signatures.hmacSha256(Signatures.bytes(secret), Signatures.bytes(timestamp + "\n" + secret));
        var signature = Base64.getEncoder().encodeToString(mac);
        // Documented as URL-encoded, and mostly sent as it is.
        var signed = Signatures.same(signature, given)
                || Signatures.same(URLEncoder.encode(signature, StandardCharsets.UTF_8), given);
        return inClear || (signed && isFresh(timestamp, request.now()));
    }

    private static boolean isFresh(String millis, Instant now) {
        return Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), now)
                        .abs()
                        .compareTo(REPLAY_WINDOW)
                <= 0;
    }

    /** It has no name for a delivery. */
    @Override
    public @Nullable String delivery(HookRequest request) {
        return null;
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        if (request.headerOrEmpty("X-Gitee-Ping").equals("true")) {
            return new Heard.Ping();
        }
        return switch (request.headerOrEmpty("X-Gitee-Event")) {
            case "Push Hook", "Tag Push Hook" ->
                Heard.push(pathOf(body), Fields.nameOrNull(body, "/sender/login"), body);
            case "Merge Request Hook" -> Heard.pullRequest(pathOf(body), body);
            case "" -> throw new IllegalArgumentException("header X-Gitee-Event is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static String pathOf(JsonNode body) {
        var path = Fields.nameOrNull(body, "/repository/path_with_namespace");
        return path == null ? Fields.text(body, "/repository/full_name") : path;
    }
}
