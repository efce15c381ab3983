package dev.slipway.notifier.core;

import static dev.slipway.notifier.core.Samples.ALL;
import static dev.slipway.notifier.core.Samples.NOON;
import static dev.slipway.notifier.core.Samples.channel;
import static dev.slipway.notifier.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import dev.slipway.service.decide.Batch;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoticeDeciderTest {
    private static final Duration LATER = Duration.ofSeconds(42);
    private final NoticeDecider decider = new NoticeDecider();
    private NoticeState state = decider.initial();

    @Test
    void aLiveReleaseIsToldWithAllThatTheMessageNeeds() {
        decide(Samples.declared(ALL));
        decide(fact(pushed(), Duration.ZERO));

        var work = decide(fact(Samples.live("prod", 7), LATER));

        assertThat(work).singleElement().satisfies(row -> {
            var notice = row.notice();
            assertThat(row.channel()).hasToString("hichat/all");
            assertThat(row.address()).isEqualTo(new Address("feishu", "bot-all"));
            assertThat(notice.kind()).isEqualTo(Notice.Kind.LIVE);
            assertThat(notice.place()).isEqualTo(new Notice.Place("hichat", "server", List.of("prod")));
            assertThat(notice.change())
                    .isEqualTo(new Notice.Change(
                            new Ordinal(7), Samples.COMMIT, "Say hello", "Li Hua", Samples.IMAGE, Samples.CONFIG));
            assertThat(notice.took()).isEqualTo(LATER);
            assertThat(notice.delivery()).isEqualTo(Samples.DELIVERY);
        });
    }

    @Test
    void failuresAreTold() {
        decide(Samples.declared(ALL));
        var release = Samples.release("prod", 7);

        assertThat(decide(fact(new ConfigEvent.ConfigFailed(release, Samples.FAILURE), LATER)))
                .hasSize(1);
        assertThat(decide(fact(new SyncEvent.SyncFailed(release, "cloud", Samples.CONFIG, Samples.FAILURE), LATER)))
                .singleElement()
                .satisfies(work -> assertThat(work.notice().failure()).isEqualTo(Samples.FAILURE));
    }

    @Test
    void aFailedBuildSaysWhoseCommitItWasAndConcernsTheEnvironmentsOfItsBranch() {
        decide(Samples.declared(
                channel("dev", List.of("dev"), List.of()), channel("prod", List.of("prod"), List.of())));
        var failed = Samples.buildFailed("feature/x");
        decide(fact(
                new ImageEvent.BuildStarted(
                        failed.application(), failed.branch(), Samples.source("Break it"), failed.ordinal()),
                Duration.ZERO));

        var work = decide(fact(failed, LATER));

        assertThat(work).singleElement().satisfies(row -> {
            assertThat(row.channel().name()).isEqualTo("dev");
            assertThat(row.notice().change().subject()).isEqualTo("Break it");
            assertThat(row.notice().place().environments()).containsExactly("dev");
        });
        assertThat(state.building().entries()).isEmpty();
    }

    @Test
    void stepsOnTheWayAreNotTold() {
        decide(Samples.declared(ALL));
        var release = Samples.release("prod", 7);

        assertThat(decide(fact(new ConfigEvent.ReleaseRequested(release), LATER)))
                .isEmpty();
        assertThat(decide(fact(new ConfigEvent.ReleaseSuperseded(release, new Ordinal(8)), LATER)))
                .isEmpty();
        assertThat(decide(fact(new SyncEvent.SyncStarted(release, "cloud", Samples.CONFIG, "direct"), LATER)))
                .isEmpty();
        assertThat(decide(fact(pushed(), LATER))).isEmpty();
    }

    @Test
    void aChannelHearsWhatItAskedFor() {
        decide(Samples.declared(
                channel("live", List.of(), List.of("live")),
                channel("failed", List.of(), List.of("failed", "drift")),
                channel("dev", List.of("dev"), List.of())));

        assertThat(decide(fact(Samples.live("prod", 1), LATER)))
                .extracting(work -> work.channel().name())
                .containsExactly("live");
        assertThat(decide(fact(Samples.live("dev", 2), LATER)))
                .extracting(work -> work.channel().name())
                .containsExactly("live", "dev");
        assertThat(decide(fact(Samples.buildFailed("master"), LATER)))
                .extracting(work -> work.channel().name())
                .containsExactly("failed");
    }

    @Test
    void aFactThatIsReadTwiceIsToldOnce() {
        decide(Samples.declared(ALL));
        var live = fact(Samples.live("prod", 7), LATER);

        assertThat(decide(live)).hasSize(1);
        assertThat(decide(live)).isEmpty();
        decide(Samples.declared(ALL));
        assertThat(decide(live)).isEmpty();
    }

    @Test
    void withoutTheGuardItWouldBeToldTwice() {
        var unguarded = new NoticeDecider() {
            @Override
            protected boolean alreadyTold(NoticeState known, UUID about, Channel channel) {
                return false;
            }
        };
        decide(unguarded, fact(Samples.declared(ALL), Duration.ZERO));
        var live = fact(Samples.live("prod", 7), LATER);

        assertThat(decide(unguarded, live)).hasSize(1);
        assertThat(decide(unguarded, live)).hasSize(1);
    }

    @Test
    void aRemovedProjectIsNotTold() {
        decide(Samples.declared(ALL));
        decide(fact(new ProjectRemoved("hichat", "test"), Duration.ZERO));

        assertThat(decide(fact(Samples.live("prod", 7), LATER))).isEmpty();
    }

    @Test
    void theMemoryIsBoundedAndFitsARecord() {
        decide(Samples.declared(ALL));
        for (var ordinal = 1; ordinal <= 1_000; ordinal++) {
            var cause = new Cause(new UUID(8, ordinal), new UUID(9, ordinal), null);
            decide(fact(Samples.live("prod", ordinal), LATER, cause));
        }

        assertThat(state.told()).hasSize(500);
        assertThat(state.began().entries()).hasSize(100);
        assertThat(Json.write(state)).hasSizeLessThan(40_000);
    }

    private static BranchPushed pushed() {
        return new BranchPushed(
                new RepositoryRef("hichat", "hichat"), "master", null, Samples.COMMIT, new Ordinal(7), null);
    }

    private List<NoticeWork> decide(Event event) {
        return decide(fact(event, Duration.ZERO));
    }

    private List<NoticeWork> decide(Fact<?> fact) {
        return decide(decider, fact);
    }

    /** As the inbox does it, with the state written and read back. */
    private List<NoticeWork> decide(NoticeDecider decides, Fact<?> fact) {
        var batch = new Batch<>("notifier", decides, Map.of("hichat", state)::get, NOON);
        decides.routes().stream()
                .filter(route -> route.family().isInstance(fact.event()))
                .forEach(route -> batch.decide(route, fact));
        state = Json.read(Json.write(batch.states().getOrDefault("hichat", state)), NoticeState.class);
        return batch.rows().stream()
                .map(Row::intent)
                .map(NoticeWork.class::cast)
                .toList();
    }
}
