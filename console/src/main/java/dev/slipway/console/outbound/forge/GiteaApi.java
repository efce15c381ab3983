package dev.slipway.console.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.console.core.webhook.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/repos/:owner/:repo/hooks} of Gitea and Forgejo. */
record GiteaApi(Repository repository) implements ForgeApi {

    @Override
    public URI address() {
        return URI.create(ForgeAddress.of(repository) + "/api/v1");
    }

    /** A user's password is taken as well as a token. */
    @Override
    public Map<String, String> headers(Token token) {
        var pair = token.user() + ":" + token.value();
        return Map.of(
                "Authorization",
                token.user() == null
                        ? "token " + token.value()
                        : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String right() {
        return "a token with scope write:repository of an administrator of the repository";
    }

    /** Tags come with pushes. */
    @Override
    public List<String> events() {
        return List.of("push", "pull_request");
    }

    @Override
    public Call list(int page) {
        return Call.get(hooks() + "?limit=50&page=" + page);
    }

    @Override
    public Call make(Wanted wanted) {
        return new Call("POST", hooks(), body(wanted).put("type", repository.forge()));
    }

    @Override
    public Call update(String id, Wanted wanted) {
        return new Call("PATCH", hooks() + "/" + id, body(wanted));
    }

    @Override
    public Call test(String id) {
        return new Call("POST", hooks() + "/" + id + "/tests", null);
    }

    @Override
    public String tested() {
        return "push";
    }

    @Override
    public String addressOf(JsonNode hook) {
        return hook.at("/config/url").asText();
    }

    @Override
    public String afterRefusal(String message) {
        return "correct slipway.public-url, or the forge's name in the catalog";
    }

    private String hooks() {
        return "/repos/" + repository.path() + "/hooks";
    }

    private ObjectNode body(Wanted wanted) {
        var body = Json.MAPPER.createObjectNode().put("active", true).put("branch_filter", "*");
        var events = body.putArray("events");
        events().forEach(events::add);
        body.putObject("config")
                .put("url", wanted.address())
                .put("content_type", "json")
                .put("secret", wanted.secret());
        return body;
    }
}
