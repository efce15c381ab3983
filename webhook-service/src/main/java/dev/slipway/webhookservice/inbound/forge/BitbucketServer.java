package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.webhookservice.core.Told.Moved;
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
                        path(body.path("repository")),
                        moved(body.path("changes"), Fields.nameOrNull(body, "/actor/name")));
            case "pr:opened", "pr:modified", "pr:from_ref_updated", "pr:merged", "pr:declined", "pr:deleted" ->
                new Heard.Requested(path(body.at("/pullRequest/toRef/repository")), request(body));
            case "diagnostics:ping" -> new Heard.Ping();
            case "" -> throw new IllegalArgumentException("header X-Event-Key is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static String path(JsonNode repository) {
        return Fields.text(repository, "/project/key") + "/" + Fields.text(repository, "/slug");
    }

    private static MergeRequest request(JsonNode body) {
        var request = body.path("pullRequest");
        return new MergeRequest(
                Fields.number(request, "/id"),
                switch (Fields.text(request, "/state")) {
                    case "MERGED" -> State.MERGED;
                    case "DECLINED" -> State.CLOSED;
                    default -> body.path("eventKey").asText().equals("pr:deleted") ? State.CLOSED : State.OPEN;
                },
                Fields.text(request, "/title"),
                Fields.name(request, "/fromRef/displayId"),
                Fields.name(request, "/toRef/displayId"),
                Fields.commitOrNull(request, "/fromRef/latestCommit"),
                Fields.nameOrNull(request, "/author/user/name"),
                Fields.urlOrNull(request, "/links/self/0/href"),
                Fields.timeOrNull(request, "/updatedDate"));
    }

    private static List<Moved> moved(JsonNode changes, @Nullable String pusher) {
        var moved = new ArrayList<Moved>();
        for (var change : changes) {
            moved.add(
                    new Moved(Fields.text(change, "/ref/id"), Fields.textOrNull(change, "/toHash"), pusher, List.of()));
        }
        return moved;
    }
}
