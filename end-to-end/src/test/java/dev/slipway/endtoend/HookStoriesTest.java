package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.endtoend.Hooks.Hook;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks as they come where much goes wrong: lost, doubled, out of order, forged, and to a service that is killed meanwhile. */
class HookStoriesTest {
    private static final int HOOKS = Integer.getInteger("hooks", 4_000);
    private static final int KILLS = Integer.getInteger("hook.kills", 3);
    private static final int PUSHES = 4;
    private static final List<String> BRANCHES = List.of("one", "two", "three");
    private static final Set<String> ALL = Set.of("master", "one", "two", "three");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Random random = new Random(Long.getLong("hook.seed", 815));

    @TempDir
    Path folder;

    @Test
    void theEndIsTheSameAsIfNothingHadGoneWrong() throws Exception {
        // Nothing but hooks finds a push here: no sweep makes up for one that is lost.
        try (var suite = Suite.start(
                folder.resolve("data"), true, "slipway.webhook.sweep=24h", "slipway.webhook.requests-per-second=0")) {
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var commits = new ArrayList<String>();
            for (var push = 0; push < PUSHES; push++) {
                commits.add(developer.pushUnheard("Before the hooks " + push));
            }
            var hooks = new Hooks(
                    URI.create(suite.url("webhook-service") + "/hooks/gitlab/hichat"),
                    suite.secret("hichat-hook", "token"));
            var first = about(commits, HOOKS);
            var sending = CompletableFuture.supplyAsync(() -> sent(hooks, first));
            for (var kill = 0; kill < KILLS; kill++) {
                commits.add(developer.pushUnheard("While it is killed " + kill));
                hooks.awaitAnswers();
                // Where in the stream it hits is the point of the story, so it is a time and no condition.
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
                assertThat(hooks.waiting())
                        .as("hooks that wait while it is killed")
                        .isPositive();
                suite.kill("webhook-service");
            }
            var ids = new HashMap<>(sending.get());
            commits.add(developer.pushUnheard("The last one"));
            var last = commits.getLast();
            ids.putAll(sent(hooks, about(commits, 100)));

            Awaitility.await("the last push")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> heads(suite.facts()).entrySet().stream()
                            .filter(head -> ALL.contains(head.getKey()))
                            .allMatch(head -> head.getValue().equals(last)));
            new Story(suite).wentLiveOnce(last);

            var facts = suite.facts();
            var found = facts.stream()
                    .filter(fact -> fact.event() instanceof BranchPushed push && ALL.contains(push.branch()))
                    .toList();
            System.out.printf(
                    "%d hooks acknowledged, %d forged ones refused, %d kills, %d moves of branches found%n",
                    ids.size(), hooks.refused(), KILLS, found.size());
            assertThat(hooks.refused()).isPositive();
            once(facts, BranchPushed.class, push -> push.branch() + " " + push.after());
            once(facts, ImageBuilt.class, image -> image.application() + " " + image.commit());
            once(facts, ConfigUpdated.class, updated -> updated.release().id().toString());
            once(facts, ReleaseLive.class, live -> live.release().id().toString());
            assertThat(found)
                    .filteredOn(fact -> ((BranchPushed) fact.event()).before() != null)
                    .as("each is found under the id that one of the hooks was answered with")
                    .allSatisfy(
                            fact -> assertThat(ids).containsKey(fact.envelope().cause()));
        }
    }

    /** Records, not ids: what happened twice is written twice. */
    private static <E extends Event> void once(List<Fact<?>> facts, Class<E> type, Function<E, String> what) {
        assertThat(facts.stream()
                        .map(Fact::event)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .map(what))
                .as(type.getSimpleName())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** Half of what a forge would have sent, a third of it twice, in any order, with forged ones and invented commits among them. */
    private List<Hook> about(List<String> commits, int number) {
        var all = new ArrayList<Hook>();
        while (all.size() < number) {
            var branch = random.nextInt(4) == 0 ? "master" : BRANCHES.get(random.nextInt(BRANCHES.size()));
            var commit = commits.get(random.nextInt(commits.size()));
            var hook = switch (random.nextInt(10)) {
                case 0 -> new Hook(UUID.randomUUID(), branch, commit, true);
                case 1 -> new Hook(UUID.randomUUID(), "invented-" + random.nextInt(10), commit, false);
                case 2 ->
                    new Hook(UUID.randomUUID(), branch, "%040x".formatted(random.nextLong(Long.MAX_VALUE)), false);
                default -> new Hook(UUID.randomUUID(), branch, commit, false);
            };
            if (random.nextBoolean()) {
                all.add(hook);
                if (random.nextInt(3) == 0) {
                    all.add(hook);
                }
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static Map<UUID, Hook> sent(Hooks hooks, List<Hook> told) {
        try {
            return hooks.send(told);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By branch, the commit of its newest fact. */
    private static Map<String, String> heads(List<Fact<?>> facts) {
        var newest = new TreeMap<String, BranchPushed>();
        for (var fact : facts) {
            if (fact.event() instanceof BranchPushed push) {
                newest.merge(
                        push.branch(),
                        push,
                        (a, b) -> a.ordinal().value() > b.ordinal().value() ? a : b);
            }
        }
        var heads = new TreeMap<String, String>();
        newest.forEach((branch, push) -> heads.put(branch, push.after().value()));
        return heads;
    }
}
