package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** One merge request, as GitLab shows it and tells of it. */
final class SimulatedMergeRequest {
    private final long number;
    private final String path;
    private final String source;
    private final String target;
    private String title;
    private String description;
    private String state = "opened";

    private SimulatedMergeRequest(long number, String path, JsonNode body) {
        this.number = number;
        this.path = path;
        source = body.path("source_branch").asText();
        target = body.path("target_branch").asText();
        title = body.path("title").asText();
        description = body.path("description").asText();
    }

    static SimulatedMergeRequest open(long number, String path, JsonNode body) {
        return new SimulatedMergeRequest(number, path, body);
    }

    long number() {
        return number;
    }

    String path() {
        return path;
    }

    String title() {
        return title;
    }

    String sourceRef() {
        return Constants.R_HEADS + source;
    }

    String targetRef() {
        return Constants.R_HEADS + target;
    }

    boolean isOpen() {
        return state.equals("opened");
    }

    boolean isSameAs(SimulatedMergeRequest other) {
        return isOpen() && source.equals(other.source) && target.equals(other.target);
    }

    boolean isAsked(Exchange exchange) {
        return is(exchange.query("state"), state)
                && is(exchange.query("source_branch"), source)
                && is(exchange.query("target_branch"), target);
    }

    private static boolean is(@Nullable String asked, String mine) {
        return asked == null || asked.equals(mine);
    }

    void change(JsonNode body) {
        title = body.path("title").asText(title);
        description = body.path("description").asText(description);
        if (body.path("state_event").asText().equals("close") && isOpen()) {
            state = "closed";
        }
    }

    void merged() {
        state = "merged";
    }

    ObjectNode shown(String instance) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("iid", number)
                .put("project_id", 1)
                .put("source_project_id", 1)
                .put("target_project_id", 1)
                .put("title", title)
                .put("description", description)
                .put("state", state)
                .put("source_branch", source)
                .put("target_branch", target)
                .put("web_url", url(instance));
    }

    /** The body of a {@code Merge Request Hook}. */
    byte[] told(ObjectMapper json, String instance, @Nullable String head) {
        var told = json.createObjectNode().put("object_kind", "merge_request");
        told.putObject("user").put("username", "root");
        told.putObject("project").put("path_with_namespace", path).put("git_http_url", instance + "/" + path + ".git");
        var request = told.putObject("object_attributes")
                .put("iid", number)
                .put("state", state)
                .put("title", title)
                .put("source_branch", source)
                .put("target_branch", target)
                .put("url", url(instance))
                .put("updated_at", Instant.now().toString());
        if (head != null) {
            request.putObject("last_commit").put("id", head);
        }
        return told.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String url(String instance) {
        return instance + "/" + path + "/-/merge_requests/" + number;
    }
}
