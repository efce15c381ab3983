package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** HMAC over the raw body, be it JSON or a form. */
final class GitHub implements HookForm {
    private static final String KIND = "sha256=";

    @Override
    public String forge() {
        return "github";
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        var given = request.headerOrEmpty("X-Hub-Signature-256");
        if (!given.startsWith(KIND) || !Signatures.isHexSha256(given.substring(KIND.length()))) {
            return false;
        }
        var mac = Signatures.hmacSha256(Signatures.bytes(secret), request.body());
        return Signatures.same(KIND + HexFormat.of().formatHex(mac), given);
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        return request.header("X-GitHub-Delivery");
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        return switch (request.headerOrEmpty("X-GitHub-Event")) {
            case "push" -> Heard.push(path(body), Fields.nameOrNull(body, "/pusher/name"), body);
            case "pull_request" -> Heard.pullRequest(path(body), body);
            case "workflow_run" -> workflow(body);
            case "ping" -> new Heard.Ping();
            case "" -> throw new IllegalArgumentException("header X-GitHub-Event is missing");
            case String event -> new Heard.Other(event);
        };
    }

    private static String path(JsonNode body) {
        return Fields.text(body, "/repository/full_name");
    }

    /** What others call a pipeline. */
    private static Heard workflow(JsonNode body) {
        var run = body.path("workflow_run");
        var action = Fields.text(body, "/action");
        if (!action.equals("completed")) {
            return new Heard.Other("workflow_run " + action);
        }
        return new Heard.PipelineEnded(
                path(body),
                new Pipeline(
                        Fields.number(run, "/id"),
                        switch (Fields.text(run, "/conclusion")) {
                            case "success", "neutral" -> Result.SUCCEEDED;
                            case "cancelled" -> Result.CANCELLED;
                            case "skipped", "stale" -> Result.SKIPPED;
                            default -> Result.FAILED;
                        },
                        Fields.commit(run, "/head_sha"),
                        Fields.name(run, "/head_branch"),
                        Fields.urlOrNull(run, "/html_url"),
                        Fields.timeOrNull(run, "/updated_at")));
    }
}
