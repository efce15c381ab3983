package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.webhookservice.inbound.forge.Heard.Moved;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bitbucket Data Center: a payload of its own, and a ping whose body is unsigned nonsense to us. */
final class BitbucketServer implements HookForm {

    @Override
    public String forge() {
        return "bitbucket-server";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        return BitbucketCloud.isSigned(secret, request);
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        return request.header("X-Request-Id");
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        return switch (request.headerOrEmpty("X-Event-Key")) {
            case "repo:refs_changed" ->
                new Heard.Pushed(
                        Heard.text(body, "/repository/project/key") + "/" + Heard.text(body, "/repository/slug"),
                        Heard.textOrNull(body, "/actor/name"),
                        moved(body.path("changes")));
            case "diagnostics:ping" -> new Heard.Ping();
            case "" -> throw new IllegalArgumentException("header X-Event-Key is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static List<Moved> moved(JsonNode changes) {
        var moved = new ArrayList<Moved>();
        for (var change : changes) {
            moved.add(new Moved(Heard.text(change, "/ref/id"), Heard.textOrNull(change, "/toHash")));
        }
        return moved;
    }
}
