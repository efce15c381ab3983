package dev.slipway.configupdater.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.configupdater.core.MergeRequests;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.forge.Conversation;
import dev.slipway.service.forge.Token;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Merge requests by the forges' own APIs. One that is open is looked for first: so opening may be repeated after a crash. */
public final class ForgeMergeRequests implements MergeRequests {
    private static final int PAGES_MAX = 50;
    private final Secrets secrets;

    public ForgeMergeRequests(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void check(Repository repository) {
        api(repository);
        Token.of(repository, secrets);
    }

    @Override
    public Request open(Repository repository, Wanted wanted) throws IOException {
        return with(repository, (forge, api) -> {
            var there = find(forge, api, wanted);
            if (there.isEmpty()) {
                return request(api, forge.ask(api.make(wanted)));
            }
            if (!api.says(there.get(), wanted)) {
                forge.ask(api.update(api.numberOf(there.get()), wanted));
            }
            return request(api, there.get());
        });
    }

    @Override
    public State state(Repository repository, long number) throws IOException {
        return with(repository, (forge, api) -> api.stateOf(forge.ask(api.show(number))));
    }

    private static Optional<JsonNode> find(Conversation forge, RequestApi api, Wanted wanted) throws IOException {
        for (var page = 1; page <= PAGES_MAX; page++) {
            var listed = forge.ask(api.list(wanted, page));
            for (var request : listed) {
                if (api.isWanted(request, wanted)) {
                    return Optional.of(request);
                }
            }
            if (listed.isEmpty()) {
                return Optional.empty();
            }
        }
        throw failure(
                "the repository has too many open merge requests to look through", "close those that nobody needs");
    }

    /** Its address is shown to people as a link: it is one, or it is not taken. */
    private static Request request(RequestApi api, JsonNode said) {
        var number = api.numberOf(said);
        var url = api.urlOf(said);
        if (number <= 0 || !url.matches("https?://[^\\s\"<>()\\[\\]]{1,500}")) {
            throw failure(
                    api.address() + " answered something that is no merge request",
                    "correct the forge's name or the repository's url in the catalog");
        }
        return new Request(number, url);
    }

    private interface Act<T> {
        T with(Conversation forge, RequestApi api) throws IOException;
    }

    private <T> T with(Repository repository, Act<T> act) throws IOException {
        var api = api(repository);
        try (var forge = new Conversation(api, Token.of(repository, secrets), List.of())) {
            return act.with(forge, api);
        }
    }

    private static RequestApi api(Repository repository) {
        return RequestApi.of(repository)
                .orElseThrow(() -> failure(
                        "there is no merge-request mode for " + repository.forge(),
                        "use mode: push in the config of the environment"));
    }

    private static PermanentFailure failure(String seen, String nextStep) {
        return new PermanentFailure(Segment.CONFIG, seen, nextStep);
    }
}
