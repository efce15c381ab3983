package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.webhookservice.core.Told.Moved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook says. Nothing of it is believed that can be looked up: it tells where to look. */
public sealed interface Heard {

    /** @param path the repository's path on the forge */
    record Pushed(String path, List<Moved> refs) implements Heard {
        private static final int REF_MAX = 4_096;
        private static final int COMMIT_MAX = 64;

        public Pushed {
            refs = List.copyOf(refs);
            for (var moved : refs) {
                if (moved.ref().length() > REF_MAX
                        || (moved.after() != null && moved.after().length() > COMMIT_MAX)) {
                    throw new IllegalArgumentException("no forge has such long names of branches or commits");
                }
            }
        }
    }

    record Requested(String path, MergeRequest request) implements Heard {}

    record PipelineEnded(String path, Pipeline pipeline) implements Heard {}

    /** A registry has images under these tags. */
    record Images(List<Tagged> tagged) implements Heard {
        public Images {
            tagged = List.copyOf(tagged);
        }
    }

    /** @param path the image's repository in its registry */
    record Tagged(String path, String tag) {}

    /** The forge tries whether anybody is there. */
    record Ping() implements Heard {}

    /** Understood, and nothing follows from it here. */
    record Other(String event) implements Heard {}

    /** Most forges say a push alike. */
    static Pushed push(String path, @Nullable String pusher, JsonNode body) {
        return push(path, pusher, List.of(), body);
    }

    static Pushed push(String path, @Nullable String pusher, List<String> options, JsonNode body) {
        var ref = Fields.text(body, "/ref");
        return new Pushed(path, List.of(new Moved(ref, Fields.textOrNull(body, "/after"), pusher, options)));
    }

    /** Most forges say a pull request as GitHub does, below {@code /pull_request}. */
    static Requested pullRequest(String path, JsonNode body) {
        var request = body.path("pull_request");
        var merged = request.path("merged").asBoolean()
                || request.path("state").asText().equals("merged");
        var open = request.path("state").asText().equals("open");
        return new Requested(
                path,
                new MergeRequest(
                        Fields.number(request, "/number"),
                        merged ? MergeRequest.State.MERGED : open ? MergeRequest.State.OPEN : MergeRequest.State.CLOSED,
                        Fields.text(request, "/title"),
                        either(request, "/head/ref", "/head_branch"),
                        either(request, "/base/ref", "/base_branch"),
                        Fields.commitOrNull(request, "/head/sha"),
                        Fields.nameOrNull(request, "/user/login"),
                        Fields.urlOrNull(request, "/html_url"),
                        Fields.timeOrNull(request, "/updated_at")));
    }

    private static String either(JsonNode body, String pointer, String other) {
        return body.at(pointer).isTextual() ? Fields.name(body, pointer) : Fields.name(body, other);
    }
}
