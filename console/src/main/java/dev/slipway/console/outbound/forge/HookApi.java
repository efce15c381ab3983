package dev.slipway.console.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.console.core.webhook.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of one forge's API, and what its answers mean. Pure. */
interface HookApi extends ForgeApi {

    /** All whose webhooks we can make. */
    static @Nullable HookApi of(Repository repository) {
        return switch (repository.forge()) {
            case "gitlab" -> new GitLabApi(repository);
            case "github" -> new GitHubApi(repository);
            case "gitea", "forgejo" -> new GiteaApi(repository);
            default -> null;
        };
    }

    @Override
    default String purpose() {
        return "manage webhooks";
    }

    /** What the webhook is sent for, as the forge calls it. */
    List<String> events();

    /** @param page from 1 */
    Call list(int page);

    Call make(Wanted wanted);

    Call update(String id, Wanted wanted);

    Call test(String id);

    /** The event that a test sends. */
    String tested();

    /** The address of a webhook in the list. */
    String addressOf(JsonNode hook);

    /** What is wrong with a webhook that the forge has taken, or nothing. */
    default @Nullable String flaw(Wanted wanted, JsonNode hook) {
        return null;
    }
}
