package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook says. Nothing of it is believed: it tells where to look. */
public sealed interface Heard {

    /** @param path the repository's path on the forge */
    record Pushed(String path, @Nullable String pusher, List<Moved> refs) implements Heard {
        private static final int NAME_MAX = 200;

        public Pushed {
            refs = List.copyOf(refs);
            if (pusher != null && pusher.length() > NAME_MAX) {
                pusher = null;
            }
        }
    }

    /** @param ref {@code refs/heads/…} or {@code refs/tags/…} */
    record Moved(String ref, @Nullable String after) {
        private static final String BRANCH = "refs/heads/";
        private static final int REF_MAX = 4_096;
        private static final int COMMIT_MAX = 64;

        public Moved {
            if (ref.length() > REF_MAX || (after != null && after.length() > COMMIT_MAX)) {
                throw new IllegalArgumentException("no forge has such long names of branches or commits");
            }
        }

        public @Nullable String branch() {
            return ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : null;
        }
    }

    /** The forge tries whether anybody is there. */
    record Ping() implements Heard {}

    /** Understood, and nothing follows from it here. */
    record Other(String event) implements Heard {}

    /** Most forges say a push alike. */
    static Pushed push(String path, @Nullable String pusher, JsonNode body) {
        return new Pushed(path, pusher, List.of(new Moved(text(body, "/ref"), textOrNull(body, "/after"))));
    }

    /** @throws IllegalArgumentException if there is no such text */
    static String text(JsonNode body, String pointer) {
        var text = textOrNull(body, pointer);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(pointer.substring(1).replace('/', '.') + " is missing");
        }
        return text;
    }

    static @Nullable String textOrNull(JsonNode body, String pointer) {
        var node = body.at(pointer);
        return node.isTextual() ? node.textValue() : null;
    }
}
