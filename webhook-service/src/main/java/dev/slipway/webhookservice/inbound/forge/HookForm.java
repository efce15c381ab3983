package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hooks of one forge or registry. */
public interface HookForm {

    /** All that we know. */
    static List<HookForm> all() {
        return List.of(
                new GitLab(),
                new GitHub(),
                new Gitea("gitea", "Gitea"),
                new Gitea("forgejo", "Forgejo"),
                new Gitea("gogs", "Gogs"),
                new Gitee(),
                new BitbucketCloud(),
                new BitbucketServer(),
                Registries.DISTRIBUTION,
                Registries.HARBOR,
                Registries.DOCKER_HUB);
    }

    /** The forge, as the catalog and the hook's address name it. */
    String forge();

    /** Whether it tells of images rather than of repositories. */
    default boolean isRegistry() {
        return false;
    }

    /** Whether whoever sent this knows the secret. In constant time. */
    boolean isSignedWith(String secret, HookRequest request);

    /** What the forge calls this delivery, where it says the same name again for the same delivery. */
    @Nullable
    String delivery(HookRequest request);

    /** @throws IllegalArgumentException if it cannot be what the forge sends, saying why */
    Heard hear(HookRequest request, JsonNode body);

    /** The JSON in the body; some forges wrap it in a form. */
    default byte[] json(HookRequest request) {
        return request.isForm() ? request.formField("payload") : request.body();
    }
}
