package dev.slipway.configupdater.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.configupdater.core.MergeRequests.State;
import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.wire.Json;
import dev.slipway.service.forge.Call;

/** {@code /repos/:owner/:repo/pulls}, as GitHub and those that took it over have it. */
interface Pulls extends RequestApi {

    @Override
    default Call make(Wanted wanted) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("title", wanted.title())
                .put("head", wanted.source())
                .put("base", wanted.target())
                .put("body", wanted.text());
        return new Call("POST", pulls(), body);
    }

    @Override
    default Call update(long number, Wanted wanted) {
        var body = Json.MAPPER.createObjectNode().put("title", wanted.title()).put("body", wanted.text());
        return new Call("PATCH", pulls() + "/" + number, body);
    }

    @Override
    default Call show(long number) {
        return Call.get(pulls() + "/" + number);
    }

    @Override
    default boolean isWanted(JsonNode request, Wanted wanted) {
        return request.at("/head/ref").asText().equals(wanted.source())
                && request.at("/base/ref").asText().equals(wanted.target())
                && request.at("/head/repo/id").equals(request.at("/base/repo/id"));
    }

    @Override
    default long numberOf(JsonNode request) {
        return request.path("number").asLong();
    }

    @Override
    default String urlOf(JsonNode request) {
        return request.path("html_url").asText();
    }

    @Override
    default State stateOf(JsonNode request) {
        if (request.path("merged").asBoolean()) {
            return State.MERGED;
        }
        return request.path("state").asText().equals("closed") ? State.CLOSED : State.OPEN;
    }

    @Override
    default boolean says(JsonNode request, Wanted wanted) {
        return request.path("title").asText().equals(wanted.title())
                && request.path("body").asText().equals(wanted.text());
    }

    default String pulls() {
        return "/repos/" + repository().path() + "/pulls";
    }
}
