package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.webhookservice.inbound.forge.Heard.Images;
import dev.slipway.webhookservice.inbound.forge.Heard.Tagged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of registries. Some of them send one call for ever until it is accepted, so nothing in a body is refused that the
 * sender cannot help: what tells of no tag is passed over.
 */
enum Registries implements HookForm {
    /** CNCF Distribution, and GitLab's registry. Several events in one body. */
    DISTRIBUTION("distribution") {
        @Override
        public Heard hear(HookRequest request, JsonNode body) {
            var tagged = new ArrayList<Tagged>();
            for (var event : body.path("events")) {
                if (event.path("action").asText().equals("push")) {
                    add(tagged, event.at("/target/repository"), event.at("/target/tag"));
                }
            }
            return images(tagged, "events without a pushed tag");
        }
    },

    HARBOR("harbor") {
        @Override
        public Heard hear(HookRequest request, JsonNode body) {
            var type = body.path("type").asText();
            var data = body.has("specversion") ? body.path("data") : body.path("event_data");
            var tagged = new ArrayList<Tagged>();
            if (type.equals("PUSH_ARTIFACT") || type.equals("harbor.artifact.pushed")) {
                for (var resource : data.path("resources")) {
                    add(tagged, data.at("/repository/repo_full_name"), resource.path("tag"));
                }
            }
            return images(tagged, type.isEmpty() ? "an event without a type" : type);
        }
    },

    /** It proves nothing about itself, so the secret stands in the address. */
    DOCKER_HUB("docker-hub") {
        @Override
        public boolean isSignedWith(String secret, HookRequest request) {
            return Signatures.same(secret, request.parameter("token"));
        }

        @Override
        public Heard hear(HookRequest request, JsonNode body) {
            var tagged = new ArrayList<Tagged>();
            add(tagged, body.at("/repository/repo_name"), body.at("/push_data/tag"));
            return images(tagged, "an event without a pushed tag");
        }
    };

    private static final int NAME_MAX = 255;
    private static final int IMAGES_MAX = 50;
    private final String forge;

    Registries(String forge) {
        this.forge = forge;
    }

    @Override
    public String forge() {
        return forge;
    }

    @Override
    public boolean isRegistry() {
        return true;
    }

    /** They send a header as it was configured. */
    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        var given = request.headerOrEmpty("Authorization");
        return Signatures.same(secret, given) || Signatures.same("Bearer " + secret, given);
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        return null;
    }

    /** A tag that is a digest is none: so artifacts beside an image are told. */
    private static void add(List<Tagged> tagged, JsonNode path, JsonNode tag) {
        if (path.asText().length() <= NAME_MAX
                && tag.asText().matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
                && tagged.size() < IMAGES_MAX) {
            tagged.add(new Tagged(path.asText(), tag.asText()));
        }
    }

    private static Heard images(List<Tagged> tagged, String otherwise) {
        return tagged.isEmpty() ? new Heard.Other(otherwise) : new Images(tagged);
    }
}
