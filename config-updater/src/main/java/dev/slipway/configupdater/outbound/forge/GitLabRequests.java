package dev.slipway.configupdater.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.configupdater.core.MergeRequests.State;
import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code /api/v4/projects/:id/merge_requests}. */
record GitLabRequests(Repository repository) implements RequestApi {

    @Override
    public ForgeKind kind() {
        return ForgeKind.GITLAB;
    }

    @Override
    public String right() {
        return "a token with scope api of somebody who is a Developer of the project";
    }

    @Override
    public Call list(Wanted wanted, int page) {
        return Call.get(requests() + "?state=opened&source_branch=" + encoded(wanted.source()) + "&target_branch="
                + encoded(wanted.target()) + "&per_page=100&page=" + page);
    }

    @Override
    public Call make(Wanted wanted) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("source_branch", wanted.source())
                .put("target_branch", wanted.target())
                .put("title", wanted.title())
                .put("description", wanted.text())
                .put("remove_source_branch", true);
        return new Call("POST", requests(), body);
    }

    @Override
    public Call update(long number, Wanted wanted) {
        var body = Json.MAPPER.createObjectNode().put("title", wanted.title()).put("description", wanted.text());
        return new Call("PUT", requests() + "/" + number, body);
    }

    @Override
    public Call show(long number) {
        return Call.get(requests() + "/" + number);
    }

    @Override
    public boolean isWanted(JsonNode request, Wanted wanted) {
        return request.path("source_branch").asText().equals(wanted.source())
                && request.path("target_branch").asText().equals(wanted.target())
                && request.path("source_project_id").equals(request.path("target_project_id"));
    }

    @Override
    public long numberOf(JsonNode request) {
        return request.path("iid").asLong();
    }

    @Override
    public String urlOf(JsonNode request) {
        return request.path("web_url").asText();
    }

    /** {@code locked} is one that is being merged. */
    @Override
    public State stateOf(JsonNode request) {
        return switch (request.path("state").asText()) {
            case "merged" -> State.MERGED;
            case "closed" -> State.CLOSED;
            default -> State.OPEN;
        };
    }

    @Override
    public boolean says(JsonNode request, Wanted wanted) {
        return request.path("title").asText().equals(wanted.title())
                && request.path("description").asText().equals(wanted.text());
    }

    private String requests() {
        return "/projects/" + encoded(repository.path()) + "/merge_requests";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
