package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A token in clear, or a signing token by Standard Webhooks. */
final class GitLab implements HookForm {
    private static final String SIGNING = "whsec_";
    private static final Duration REPLAY_WINDOW = Duration.ofMinutes(5);

    @Override
    public String forge() {
        return "gitlab";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        return secret.startsWith(SIGNING)
                ? isSigned(secret.substring(SIGNING.length()), request)
                : Signatures.same(secret, request.headerOrEmpty("X-Gitlab-Token"));
    }

    /** Several signatures may stand in the header, one for each of the sender's keys. */
    private static boolean isSigned(String base64, HookRequest request) {
        var id = request.headerOrEmpty("webhook-id");
        var timestamp = request.headerOrEmpty("webhook-timestamp");
        if (!isFresh(timestamp, request.now())) {
            return false;
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var mac = Signatures.hmacSha256(key, Signatures.bytes(id + "." + timestamp + "."), request.body());
        var expected = "v1," + Base64.getEncoder().encodeToString(mac);
        return Arrays.stream(request.headerOrEmpty("webhook-signature").split(" "))
                .anyMatch(given -> Signatures.same(expected, given));
    }

    private static boolean isFresh(String timestamp, Instant now) {
        return timestamp.matches("[0-9]{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(REPLAY_WINDOW)
                        <= 0;
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        var id = request.header("webhook-id");
        return id == null ? request.header("Idempotency-Key") : id;
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        var kind = Heard.text(body, "/object_kind");
        return kind.equals("push") || kind.equals("tag_push")
                ? Heard.push(
                        Heard.text(body, "/project/path_with_namespace"),
                        Heard.textOrNull(body, "/user_username"),
                        body)
                : new Heard.Other(kind);
    }
}
