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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/v4/projects/:id/hooks}. */
record GitLabApi(Repository repository) implements HookApi {
    private static final String SIGNING = "whsec_";

    @Override
    public URI address() {
        return ForgeKind.GITLAB.address(repository);
    }

    @Override
    public Map<String, String> headers(Token token) {
        return ForgeKind.GITLAB.headers(token);
    }

    @Override
    public String right() {
        return "a token with scope api of somebody who is a Maintainer of the project";
    }

    @Override
    public List<String> events() {
        return List.of("push_events", "tag_push_events", "merge_requests_events", "pipeline_events");
    }

    @Override
    public Call list(int page) {
        return Call.get(hooks() + "?per_page=100&page=" + page);
    }

    @Override
    public Call make(Wanted wanted) {
        return new Call("POST", hooks(), body(wanted));
    }

    @Override
    public Call update(String id, Wanted wanted) {
        return new Call("PUT", hooks() + "/" + id, body(wanted));
    }

    @Override
    public Call test(String id) {
        return new Call("POST", hooks() + "/" + id + "/test/push_events", null);
    }

    @Override
    public String tested() {
        return "Push Hook";
    }

    @Override
    public String addressOf(JsonNode hook) {
        return hook.path("url").asText();
    }

    @Override
    public String afterRefusal(String message) {
        if (!message.toLowerCase(Locale.ROOT).contains("url")) {
            return "see to what it says, and connect again";
        }
        return "correct slipway.public-url; where it is an address of the local network, let an administrator allow such"
                + " webhooks (Admin, Settings, Network, Outbound requests)";
    }

    /** While signing tokens are behind a feature flag, GitLab passes over one without a word. */
    @Override
    public @Nullable String flaw(Wanted wanted, JsonNode hook) {
        return wanted.secret().startsWith(SIGNING)
                        && !hook.path("signing_token_present").asBoolean()
                ? "this GitLab does not know signing tokens, so its webhooks will be refused: put another text than"
                        + " whsec_… into the hook's secret, and connect again"
                : null;
    }

    private String hooks() {
        return "/projects/" + URLEncoder.encode(repository.path(), StandardCharsets.UTF_8) + "/hooks";
    }

    private ObjectNode body(Wanted wanted) {
        var body = Json.MAPPER.createObjectNode().put("url", wanted.address());
        body.put(wanted.secret().startsWith(SIGNING) ? "signing_token" : "token", wanted.secret());
        events().forEach(event -> body.put(event, true));
        return body.put("push_events_branch_filter", "").put("enable_ssl_verification", true);
    }
}
