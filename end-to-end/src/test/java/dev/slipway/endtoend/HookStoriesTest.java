package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.endtoend.Hooks.Hook;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks as they come where much goes wrong: lost, doubled, out of order, forged, and to a service that is killed meanwhile. */
class HookStoriesTest {
    private static final int HOOKS = Integer.getInteger("hooks", 4_000);
    private static final int KILLS = Integer.getInteger("hook.kills", 3);
    private static final int PUSHES = 8;
    private static final List<String> BRANCHES = List.of("one", "two", "three");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Random random = new Random(Long.getLong("hook.seed", 815));

    @TempDir
    Path folder;

    @Test
    void theEndIsTheSameAsIfNothingHadGoneWrong() throws Exception {
        try (var suite = Suite.start(
                folder.resolve("data"), true, "slipway.webhook.sweep=5s", "slipway.webhook.requests-per-second=0")) {
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var commits = new ArrayList<String>();
            for (var push = 0; push < PUSHES / 2; push++) {
                commits.add(developer.pushUnheard("Before the hooks " + push));
            }
            var hooks = new Hooks(
                    URI.create(suite.url("webhook-service") + "/hooks/gitlab/hichat"),
                    suite.secret("hichat-hook", "token"));
            var told = about(commits);
            var acknowledged = CompletableFuture.supplyAsync(() -> sent(hooks, told));
            for (var kill = 0; kill < KILLS; kill++) {
                commits.add(developer.pushUnheard("While it is killed " + kill));
                hooks.awaitAnswers();
                Thread.sleep(random.nextInt(2_000));
                suite.kill("webhook-service");
            }
            commits.add(developer.pushUnheard("The last one"));
            var ids = acknowledged.get();

            var last = commits.getLast();
            Awaitility.await("the last push")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> heads(suite.facts()).entrySet().stream()
                                    .filter(head -> BRANCHES.contains(head.getKey())
                                            || head.getKey().equals("master"))
                                    .filter(head -> head.getValue().equals(last))
                                    .count()
                            == 4);
            new Story(suite).wentLiveOnce(last);

            var facts = suite.facts();
            System.out.printf(
                    "%d hooks acknowledged, %d forged ones refused, %d kills, %d pushes found%n",
                    ids.size(), hooks.refused(), KILLS, count(facts));
            assertThat(hooks.refused())
                    .isEqualTo((int) told.stream().filter(Hook::forged).count());
            assertThat(pushed(facts)).as("each move of a branch").doesNotHaveDuplicates();
            assertThat(subjects(facts, ImageBuilt.class)).as("each image").doesNotHaveDuplicates();
            assertThat(subjects(facts, ConfigUpdated.class))
                    .as("each commit of the config")
                    .doesNotHaveDuplicates();
            assertThat(subjects(facts, ReleaseLive.class)).as("each release").doesNotHaveDuplicates();
            assertThat(facts)
                    .as("a push is found under the id that its hook was answered with")
                    .anyMatch(fact -> fact.event() instanceof BranchPushed
                            && ids.containsKey(fact.envelope().cause()));
        }
    }

    /** Half of what a forge would have sent, a third of it twice, in any order, with forged ones and invented commits among them. */
    private List<Hook> about(List<String> commits) {
        var all = new ArrayList<Hook>();
        while (all.size() < HOOKS) {
            var branch = random.nextInt(4) == 0 ? "master" : BRANCHES.get(random.nextInt(BRANCHES.size()));
            var commit = commits.get(random.nextInt(commits.size()));
            var hook = switch (random.nextInt(10)) {
                case 0 -> new Hook(branch, commit, true);
                case 1 -> new Hook("invented-" + random.nextInt(10), commit, false);
                case 2 -> new Hook(branch, "%040x".formatted(random.nextLong(Long.MAX_VALUE)), false);
                default -> new Hook(branch, commit, false);
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

    private static List<String> pushed(List<Fact<?>> facts) {
        return facts.stream()
                .filter(fact -> fact.event() instanceof BranchPushed)
                .map(fact -> (BranchPushed) fact.event())
                .map(push -> push.branch() + " " + push.before() + " " + push.after())
                .toList();
    }

    private static long count(List<Fact<?>> facts) {
        return pushed(facts).size();
    }

    private static List<String> subjects(List<Fact<?>> facts, Class<?> type) {
        return facts.stream()
                .filter(fact -> type.isInstance(fact.event()))
                .map(fact -> fact.event().subject() + " " + fact.event())
                .toList();
    }
}
