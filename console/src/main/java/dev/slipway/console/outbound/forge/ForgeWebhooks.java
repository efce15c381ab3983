package dev.slipway.console.outbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.console.core.webhook.Trial;
import dev.slipway.console.core.webhook.Wanted;
import dev.slipway.console.core.webhook.Webhook;
import dev.slipway.console.core.webhook.Webhooks;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.forge.Conversation;
import dev.slipway.service.forge.Token;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Webhooks by the forges' own APIs. One after the other: two who connect the same repository at once shall not make two webhooks. */
public final class ForgeWebhooks implements Webhooks {
    private static final int PAGES_MAX = 20;
    private final Secrets secrets;
    private final Optional<URI> door;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** @param door the address at which forges reach webhook-service */
    public ForgeWebhooks(Secrets secrets, Optional<URI> door) {
        this.secrets = secrets;
        this.door = door;
    }

    @Override
    public Webhook connect(Project project, Repository repository) throws IOException {
        oneAtATime.lock();
        try {
            return with(project, repository, ForgeWebhooks::connect);
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public Trial test(Project project, Repository repository) throws IOException {
        return with(project, repository, (forge, api, wanted) -> {
            var there = ours(forge, api, wanted).stream()
                    .findFirst()
                    .orElseThrow(() -> failure(
                            "the repository has no webhook for " + wanted.address(), "make it: ./slipway connect"));
            forge.ask(api.test(idOf(there)));
            return new Trial(idOf(there), api.tested());
        });
    }

    private static Webhook connect(Conversation forge, HookApi api, Wanted wanted) throws IOException {
        var there = ours(forge, api, wanted);
        var hook = forge.ask(there.isEmpty() ? api.make(wanted) : api.update(idOf(there.getFirst()), wanted));
        var flaw = api.flaw(wanted, hook);
        if (flaw != null) {
            throw failure("the webhook is there, and of no use", flaw);
        }
        var notes = new ArrayList<String>();
        if (there.size() > 1) {
            notes.add((there.size() - 1)
                    + " more webhooks there have the same address: remove them, or each push is told as often");
        }
        return new Webhook(idOf(hook), wanted.address(), there.isEmpty(), api.events(), notes);
    }

    /** Those with our address, the oldest first. */
    private static List<JsonNode> ours(Conversation forge, HookApi api, Wanted wanted) throws IOException {
        var all = new LinkedHashMap<String, JsonNode>();
        for (var page = 1; page <= PAGES_MAX; page++) {
            var known = all.size();
            forge.ask(api.list(page)).forEach(hook -> all.putIfAbsent(idOf(hook), hook));
            if (all.size() == known) {
                return all.values().stream()
                        .filter(hook -> wanted.isAt(api.addressOf(hook)))
                        .toList();
            }
        }
        throw failure("the repository has too many webhooks to look through", "remove those that nobody needs");
    }

    private interface Act<T> {
        T with(Conversation forge, HookApi api, Wanted wanted) throws IOException;
    }

    private <T> T with(Project project, Repository repository, Act<T> act) throws IOException {
        var wanted = wanted(project, repository);
        var api = HookApi.of(repository);
        if (api == null) {
            throw failure(
                    "webhooks of " + repository.forge() + " cannot be made from here",
                    "make one by hand, for pushes, to " + wanted.address() + " with the secret " + repository.hook()
                            + "/token");
        }
        try (var forge = new Conversation(api, Token.of(repository, secrets), List.of(wanted.secret()))) {
            return act.with(forge, api, wanted);
        }
    }

    private Wanted wanted(Project project, Repository repository) {
        var address = door.orElseThrow(() -> failure(
                "nobody has said at which address forges reach Slipway",
                "set slipway.public-url to webhook-service's address, like https://slipway.example.com"));
        var secret = repository.hook();
        if (secret == null) {
            throw failure(
                    "the catalog names no secret for webhooks of repository " + repository.name(),
                    "set its 'hook' to the name of a secret, and put a random text into <name>/token");
        }
        // While a token is changed there are several: the last one is the new one.
        var token = secrets.find(secret, "token").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElseThrow(() -> failure(
                        "there is no secret " + secret + "/token", "put a random text into it: openssl rand -hex 32"));
        return new Wanted(Wanted.addressBelow(address, project, repository), token);
    }

    private static String idOf(JsonNode hook) {
        return hook.path("id").asText();
    }

    private static PermanentFailure failure(String seen, String nextStep) {
        return new PermanentFailure(Segment.GIT, seen, nextStep);
    }
}
