package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** HMAC over the raw body, be it JSON or a form. */
final class GitHub implements HookForm {

    @Override
    public String forge() {
        return "github";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        var mac = Signatures.hmacSha256(Signatures.bytes(secret), request.body());
        return Signatures.same("sha256=" + HexFormat.of().formatHex(mac), request.headerOrEmpty("X-Hub-Signature-256"));
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        return request.header("X-GitHub-Delivery");
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        return switch (request.headerOrEmpty("X-GitHub-Event")) {
            case "push" ->
                Heard.push(Heard.text(body, "/repository/full_name"), Heard.textOrNull(body, "/pusher/name"), body);
            case "ping" -> new Heard.Ping();
            case "" -> throw new IllegalArgumentException("header X-GitHub-Event is missing");
            case String event -> new Heard.Other(event);
        };
    }
}
