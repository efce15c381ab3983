package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What stories ask about a commit. */
final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Suite suite;

    Story(Suite suite) {
        this.suite = suite;
    }

    /** Waits until the commit's delivery has been told to people. */
    List<Fact<?>> told(String commit) {
        return Awaitility.await("told of " + commit)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> way(commit), way -> way.stream().anyMatch(f -> f.event() instanceof NoticeSent));
    }

    List<Fact<?>> way(String commit) {
        var facts = suite.facts();
        var deliveries = facts.stream()
                .filter(f -> f.event() instanceof BranchPushed push
                        && push.after().value().equals(commit)
                        && push.branch().equals("master"))
                .map(f -> f.envelope().delivery())
                .collect(Collectors.toSet());
        return facts.stream()
                .filter(f -> deliveries.contains(f.envelope().delivery()))
                .toList();
    }

    void wentLiveOnce(String commit) {
        var way = told(commit);
        assertThat(count(way, BranchPushed.class)).as("pushes").isOne();
        assertThat(count(way, ConfigUpdated.class)).as("commits").isOne();
        assertThat(count(way, ReleaseLive.class)).as("live").isOne();
        assertThat(count(way, NoticeSent.class)).as("cards").isOne();
    }

    <E extends Event> E failedWith(String commit, Class<E> type) {
        var way = told(commit);
        assertThat(count(way, ReleaseLive.class)).isZero();
        return way.stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Distinct by id: a record may appear twice with the same one. */
    static long count(List<Fact<?>> way, Class<? extends Event> type) {
        return way.stream()
                .filter(f -> type.isInstance(f.event()))
                .map(f -> f.envelope().id())
                .distinct()
                .count();
    }
}
