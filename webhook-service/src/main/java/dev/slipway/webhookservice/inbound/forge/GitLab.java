package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token in clear, or a signing token by Standard Webhooks. */
final class GitLab implements HookForm {
    private static final String SIGNING = "whsec_";
    private static final Duration REPLAY_WINDOW = Duration.ofMinutes(5);
    private static final Map<String, Result> RESULTS = Map.of(
            "success", Result.SUCCEEDED,
            "failed", Result.FAILED,
            "canceled", Result.CANCELLED,
            "skipped", Result.SKIPPED);

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
        return switch (Fields.text(body, "/object_kind")) {
            case "push", "tag_push" ->
                Heard.push(path(body), Fields.nameOrNull(body, "/user_username"), options(body), body);
            case "merge_request" -> new Heard.Requested(path(body), request(body));
            case "pipeline" -> pipeline(body);
            case String kind -> new Heard.Other(kind);
        };
    }

    private static String path(JsonNode body) {
        return Fields.text(body, "/project/path_with_namespace");
    }

    private static List<String> options(JsonNode body) {
        return body.at("/push_options/ci/skip").asBoolean() ? List.of("ci.skip") : List.of();
    }

    private static MergeRequest request(JsonNode body) {
        var request = body.path("object_attributes");
        return new MergeRequest(
                Fields.number(request, "/iid"),
                switch (Fields.text(request, "/state")) {
                    case "merged" -> State.MERGED;
                    case "closed" -> State.CLOSED;
                    default -> State.OPEN;
                },
                Fields.text(request, "/title"),
                Fields.name(request, "/source_branch"),
                Fields.name(request, "/target_branch"),
                Fields.commitOrNull(request, "/last_commit/id"),
                Fields.nameOrNull(body, "/user/username"),
                Fields.urlOrNull(request, "/url"),
                Fields.timeOrNull(request, "/updated_at"));
    }

    private static Heard pipeline(JsonNode body) {
        var pipeline = body.path("object_attributes");
        var status = Fields.text(pipeline, "/status");
        var result = RESULTS.get(status);
        return result == null
                ? new Heard.Other("pipeline " + status)
                : new Heard.PipelineEnded(
                        path(body),
                        new Pipeline(
                                Fields.number(pipeline, "/id"),
                                result,
                                Fields.commit(pipeline, "/sha"),
                                Fields.name(pipeline, "/ref"),
                                Fields.urlOrNull(pipeline, "/url"),
                                Fields.timeOrNull(pipeline, "/finished_at")));
    }
}
