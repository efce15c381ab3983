package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.webhookservice.inbound.forge.Heard.Moved;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 under GitHub's old header name; one hook tells several refs. */
final class BitbucketCloud implements HookForm {

    @Override
    public String forge() {
        return "bitbucket";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        return isSigned(secret, request);
    }

    static boolean isSigned(String secret, HookRequest request) {
        var mac = Signatures.hmacSha256(Signatures.bytes(secret), request.body());
        return Signatures.same("sha256=" + HexFormat.of().formatHex(mac), request.headerOrEmpty("X-Hub-Signature"));
    }

    /** The same over all attempts. */
    @Override
    public @Nullable String delivery(HookRequest request) {
        return request.header("X-Request-UUID");
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        return switch (request.headerOrEmpty("X-Event-Key")) {
            case "repo:push" ->
                new Heard.Pushed(
                        Heard.text(body, "/repository/full_name"),
                        Heard.textOrNull(body, "/actor/nickname"),
                        moved(body.at("/push/changes")));
            case "" -> throw new IllegalArgumentException("header X-Event-Key is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static List<Moved> moved(JsonNode changes) {
        var moved = new ArrayList<Moved>();
        for (var change : changes) {
            var there = change.path("new").isObject() ? change.path("new") : change.path("old");
            var kind = Heard.text(there, "/type").equals("branch") ? "refs/heads/" : "refs/tags/";
            moved.add(new Moved(kind + Heard.text(there, "/name"), Heard.textOrNull(change, "/new/target/hash")));
        }
        return moved;
    }
}
