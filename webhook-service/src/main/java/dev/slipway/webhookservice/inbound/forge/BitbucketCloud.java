package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.webhookservice.core.Told.Moved;
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
                        path(body), moved(body.at("/push/changes"), Fields.nameOrNull(body, "/actor/nickname")));
            case "pullrequest:created", "pullrequest:updated", "pullrequest:fulfilled", "pullrequest:rejected" ->
                new Heard.Requested(path(body), request(body.path("pullrequest")));
            case "" -> throw new IllegalArgumentException("header X-Event-Key is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static String path(JsonNode body) {
        return Fields.text(body, "/repository/full_name");
    }

    /** Its ids of commits are short; the look knows the whole ones. */
    private static MergeRequest request(JsonNode request) {
        return new MergeRequest(
                Fields.number(request, "/id"),
                switch (Fields.text(request, "/state")) {
                    case "OPEN" -> State.OPEN;
                    case "MERGED" -> State.MERGED;
                    default -> State.CLOSED;
                },
                Fields.text(request, "/title"),
                Fields.name(request, "/source/branch/name"),
                Fields.name(request, "/destination/branch/name"),
                Fields.commitOrNull(request, "/source/commit/hash"),
                Fields.nameOrNull(request, "/author/nickname"),
                Fields.urlOrNull(request, "/links/html/href"),
                Fields.timeOrNull(request, "/updated_on"));
    }

    private static List<Moved> moved(JsonNode changes, @Nullable String pusher) {
        var moved = new ArrayList<Moved>();
        for (var change : changes) {
            var there = change.path("new").isObject() ? change.path("new") : change.path("old");
            var kind = Fields.text(there, "/type").equals("branch") ? "refs/heads/" : "refs/tags/";
            moved.add(new Moved(
                    kind + Fields.text(there, "/name"),
                    Fields.textOrNull(change, "/new/target/hash"),
                    pusher,
                    List.of()));
        }
        return moved;
    }
}
