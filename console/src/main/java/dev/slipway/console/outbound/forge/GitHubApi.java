package dev.slipway.console.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.console.core.webhook.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeKind;
import dev.slipway.service.forge.Token;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code /repos/:owner/:repo/hooks} of GitHub, at github.com or on somebody's own server. */
record GitHubApi(Repository repository) implements HookApi {

    @Override
    public URI address() {
        return ForgeKind.GITHUB.address(repository);
    }

    @Override
    public Map<String, String> headers(Token token) {
        return ForgeKind.GITHUB.headers(token);
    }

    @Override
    public String right() {
        return "a token with the permission Webhooks (read and write), or with scope admin:repo_hook, of an administrator of the"
                + " repository";
    }

    /** Tags come with pushes. */
    @Override
    public List<String> events() {
        return List.of("push", "pull_request");
    }

    @Override
    public Call list(int page) {
        return Call.get(hooks() + "?per_page=100&page=" + page);
    }

    @Override
    public Call make(Wanted wanted) {
        return new Call("POST", hooks(), body(wanted).put("name", "web"));
    }

    @Override
    public Call update(String id, Wanted wanted) {
        return new Call("PATCH", hooks() + "/" + id, body(wanted));
    }

    @Override
    public Call test(String id) {
        return new Call("POST", hooks() + "/" + id + "/pings", null);
    }

    @Override
    public String tested() {
        return "ping";
    }

    @Override
    public String addressOf(JsonNode hook) {
        return hook.at("/config/url").asText();
    }

    @Override
    public String afterRefusal(String message) {
        return "correct slipway.public-url: GitHub must reach it from where it is";
    }

    private String hooks() {
        return "/repos/" + repository.path() + "/hooks";
    }

    private ObjectNode body(Wanted wanted) {
        var body = Json.MAPPER.createObjectNode().put("active", true);
        var events = body.putArray("events");
        events().forEach(events::add);
        body.putObject("config")
                .put("url", wanted.address())
                .put("content_type", "json")
                .put("secret", wanted.secret())
                .put("insecure_ssl", "0");
        return body;
    }
}
