package dev.slipway.configupdater.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.configupdater.core.MergeRequests.State;
import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeApi;
import dev.slipway.service.forge.ForgeKind;
import dev.slipway.service.forge.Token;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What is asked of one forge's API about merge requests, and what its answers mean. Pure. */
interface RequestApi extends ForgeApi {

    /** All whose merge requests we can open. */
    static Optional<RequestApi> of(Repository repository) {
        return ForgeKind.of(repository).map(kind -> switch (kind) {
            case GITLAB -> new GitLabRequests(repository);
            case GITHUB -> new GitHubRequests(repository);
            case GITEA -> new GiteaRequests(repository);
        });
    }

    Repository repository();

    ForgeKind kind();

    @Override
    default URI address() {
        return kind().address(repository());
    }

    @Override
    default Map<String, String> headers(Token token) {
        return kind().headers(token);
    }

    @Override
    default String purpose() {
        return "open merge requests";
    }

    @Override
    default String afterRefusal(String message) {
        return "see to what it says, then push again or replay the delivery; or use mode: push";
    }

    /**
     * Those that are open from the branch to its target, or more.
     *
     * @param page from 1
     */
    Call list(Wanted wanted, int page);

    Call make(Wanted wanted);

    Call update(long number, Wanted wanted);

    Call show(long number);

    /** Whether one of the list is from the branch to its target, within the repository. */
    boolean isWanted(JsonNode request, Wanted wanted);

    long numberOf(JsonNode request);

    String urlOf(JsonNode request);

    State stateOf(JsonNode request);

    /** Whether it says what is wanted already. */
    boolean says(JsonNode request, Wanted wanted);
}
