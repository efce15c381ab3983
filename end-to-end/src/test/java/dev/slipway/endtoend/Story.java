package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.OfRelease;
import dev.slipway.events.SyncEvent.ReleaseLive;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What stories ask about a commit. */
final class Story {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PERHAPS_REPEATED = "may be a repetition";
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
        told(commit);
        nothingIsOpen();
        var way = way(commit);
        assertThat(count(way, BranchPushed.class)).as("pushes").isOne();
        assertThat(count(way, ConfigUpdated.class)).as("commits").isOne();
        assertThat(count(way, ReleaseLive.class)).as("live").isOne();
        assertThat(count(way, NoticeSent.class)).as("messages on record").isOne();
        assertThat(suite.cards(commit).stream().filter(card -> !card.contains(PERHAPS_REPEATED)))
                .as("cards in the chat that are not marked as perhaps repeated")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(suite.cards(commit)).isNotEmpty();
    }

    /** What could still have a second effect has come to its end. */
    void nothingIsOpen() {
        nothingIsOpenWithin(PATIENCE);
    }

    void nothingIsOpenWithin(Duration patience) {
        Awaitility.await("nothing is open").atMost(patience).until(() -> suite.openRows() == 0);
    }

    /** The push itself was found; what it leads to is under way. */
    void waitFor(String commit, Class<? extends Event> type) {
        Awaitility.await(type.getSimpleName() + " of " + commit)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count(way(commit), type) > 0);
    }

    <E extends Event> List<E> events(String commit, Class<E> type) {
        return way(commit).stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** @return what was said of the commit in that environment */
    <E extends OfRelease> List<E> in(String commit, Environment environment, Class<E> type) {
        return events(commit, type).stream()
                .filter(event -> event.release().environment().name().equals(environment.name()))
                .toList();
    }

    /** Waits until it is said to be live, in each once. */
    void liveIn(String commit, Environment... environments) {
        liveInWithin(PATIENCE, commit, environments);
    }

    void liveInWithin(Duration patience, String commit, Environment... environments) {
        for (var environment : environments) {
            Awaitility.await(commit + " is live in " + environment.name())
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !in(commit, environment, ReleaseLive.class).isEmpty());
            assertThat(in(commit, environment, ReleaseLive.class)).hasSize(1);
        }
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

    /** Records, not ids: an end that was written twice would have the same id twice. */
    static long count(List<Fact<?>> way, Class<? extends Event> type) {
        return way.stream().filter(f -> type.isInstance(f.event())).count();
    }
}
