package dev.slipway.notifier.core;

import static dev.slipway.notifier.core.Samples.ALL;
import static dev.slipway.notifier.core.Samples.NOON;
import static dev.slipway.notifier.core.Samples.channel;
import static dev.slipway.notifier.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.Notice.Headline;
import dev.slipway.service.decide.Batch;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeDeciderTest {
    private static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");
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
    void whatAPersonAskedForSaysByWhom() {
        decide(Samples.declared(ALL));
        var release = Samples.release("prod", 7);
        decide(new ReleaseRequested(release, "lihua"));

        assertThat(by(decide(fact(new SyncEvent.SyncFailed(release, "cloud", Samples.CONFIG, Samples.FAILURE), LATER))))
                .isEqualTo("lihua");
        assertThat(by(decide(fact(Samples.live("prod", 7), LATER)))).isEqualTo("lihua");
        assertThat(by(decide(fact(Samples.live("prod", 8), LATER)))).isNull();
    }

    private static @Nullable String by(List<NoticeWork> told) {
        return Objects.requireNonNull(told.getFirst().notice().change()).by();
    }

    @Test
    void settingsThatSomethingNewerDoesNotBringAreToldAsLost() {
        decide(Samples.declared(ALL));
        var release = Samples.release("prod", 7);
        var later = new Rank(new Ordinal(8), 0);

        assertThat(decide(ReleaseSuperseded.by(later, release))).isEmpty();
        assertThat(decide(ReleaseSuperseded.by(later, Samples.release("prod", 6), Samples.FAILURE)))
                .singleElement()
                .satisfies(work -> {
                    assertThat(work.notice().headline()).isEqualTo(Headline.SETTINGS_LOST);
                    assertThat(work.notice().failure()).isEqualTo(Samples.FAILURE);
                });
    }

    /** That the line is to go back was told when it was held. */
    @Test
    void aRollbackThatFoundNothingToCommitSaysSo() {
        decide(Samples.declared(ALL));
        var release = Samples.release("prod", 7);
        var back = release.at(new Rank(new Ordinal(8), 1), Origin.AUTO_ROLLBACK, new UUID(4, 4));

        assertThat(decide(new ConfigUnchanged(release, "k8s-config", "k8s", Samples.CONFIG, "tree")))
                .isEmpty();
        assertThat(decide(new ConfigUnchanged(back, "k8s-config", "k8s", Samples.CONFIG, "tree")))
                .singleElement()
                .satisfies(work -> assertThat(work.notice().headline()).isEqualTo(Headline.BACK_UNCHANGED));
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
            assertThat(row.notice().change())
                    .isNotNull()
                    .extracting(Notice.Change::subject)
                    .isEqualTo("Break it");
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
    void whatIsHeldIsToldWithWhyAndWhatToDo() {
        decide(Samples.declared(ALL, channel("held", List.of(), List.of("held"))));
        var release = Samples.release("prod", 8);

        assertThat(decide(new ConfigEvent.ReleaseHeld(release, "freeze", "free the line")))
                .hasSize(2)
                .allSatisfy(work -> {
                    assertThat(work.notice().kind()).isEqualTo(Notice.Kind.HELD);
                    assertThat(work.notice().headline()).isEqualTo(Headline.RELEASE_HELD);
                    assertThat(work.notice().hold())
                            .isEqualTo(new Notice.Hold("freeze", null, null, "free the line", null));
                });
        assertThat(decide(new LineHeld(PROD, "server", new Ordinal(8), true, "freeze", "li", null, null, null)))
                .hasSize(2)
                .allSatisfy(work -> assertThat(work.notice().headline()).isEqualTo(Headline.LINE_HELD));
        assertThat(decide(new ConfigEvent.LineFreed(PROD, "server", "li"))).hasSize(2);
        assertThat(decide(new ConfigEvent.LineFreed(PROD, "server", null)))
                .as("by a push, which says so itself")
                .isEmpty();
    }

    @Test
    void whatWaitsForItsMergeRequestIsToldWithTheLink() {
        decide(Samples.declared(ALL, channel("failed", List.of(), List.of("failed"))));
        var url = "https://git.example.com/root/hichat/-/merge_requests/13";
        var proposed = new ConfigEvent.ConfigProposed(
                Samples.release("prod", 8), "slipway/hichat/prod/server", "k8s", url, Samples.CONFIG);

        assertThat(decide(proposed)).singleElement().satisfies(work -> {
            assertThat(work.notice().kind()).isEqualTo(Notice.Kind.HELD);
            assertThat(work.notice().headline()).isEqualTo(Headline.RELEASE_PROPOSED);
            assertThat(work.notice().hold())
                    .isNotNull()
                    .extracting(Notice.Hold::merge)
                    .isEqualTo(url);
        });
    }

    @Test
    void whatWaitsToBeSyncedIsToldWithWhyAndUntilWhen() {
        decide(Samples.declared(ALL, channel("failed", List.of(), List.of("failed"))));
        var until = Instant.parse("2026-11-23T02:00:00Z");
        var awaited = new SyncAwaited(Samples.release("prod", 8), "cloud", "it is synced daily", until, "wait");

        assertThat(decide(awaited)).singleElement().satisfies(work -> {
            assertThat(work.notice().kind()).isEqualTo(Notice.Kind.HELD);
            assertThat(work.notice().headline()).isEqualTo(Headline.SYNC_AWAITED);
            assertThat(work.notice().hold())
                    .isEqualTo(new Notice.Hold(
                            "it is synced daily; goes on at 2026-11-23T02:00:00Z", null, null, "wait", null));
        });
    }

    @Test
    void aRollbackAtOnceSaysThatGitFollows() {
        decide(Samples.declared(ALL));
        var back = Samples.release("prod", 7).at(new Rank(new Ordinal(8), 1), Origin.ROLLBACK, new UUID(2, 81));

        assertThat(decide(new LineHeld(
                        PROD,
                        "server",
                        new Ordinal(8),
                        false,
                        "it crashes",
                        "li",
                        Samples.release("prod", 8),
                        back,
                        Samples.CONFIG)))
                .singleElement()
                .satisfies(work -> assertThat(work.notice().headline()).isEqualTo(Headline.LINE_TURNED_AT_ONCE));
    }

    @Test
    void anAutomaticRollbackSaysWhatFailedAndWhatComesBack() {
        decide(Samples.declared(ALL));
        var bad = Samples.release("prod", 8);
        var back = Samples.release("prod", 7).at(new Rank(new Ordinal(8), 1), Origin.AUTO_ROLLBACK, new UUID(2, 81));

        assertThat(decide(new LineHeld(
                        PROD, "server", new Ordinal(8), false, "8 failed: it crashes", null, bad, back, null)))
                .singleElement()
                .satisfies(work -> {
                    var notice = work.notice();
                    assertThat(notice.headline()).isEqualTo(Headline.LINE_TURNED);
                    assertThat(notice.change())
                            .isNotNull()
                            .extracting(Notice.Change::turn)
                            .isEqualTo(1);
                    assertThat(notice.hold()).isNotNull().satisfies(hold -> {
                        assertThat(hold.left())
                                .isNotNull()
                                .extracting(Notice.Change::ordinal)
                                .isEqualTo(new Ordinal(8));
                        assertThat(hold.why()).isEqualTo("8 failed: it crashes");
                    });
                });
        assertThat(decide(new SyncEvent.ReleaseLive(back, "cloud", Samples.CONFIG, "content", 2)))
                .singleElement()
                .satisfies(work -> assertThat(work.notice().headline()).isEqualTo(Headline.BACK_BY_ITSELF));
        assertThat(decide(new SyncEvent.SyncFailed(back, "cloud", Samples.CONFIG, Samples.FAILURE)))
                .singleElement()
                .satisfies(work -> assertThat(work.notice().headline()).isEqualTo(Headline.BACK_FAILED));
    }

    @Test
    void aRefusedCommandIsAFailure() {
        decide(Samples.declared(channel("failed", List.of(), List.of("failed"))));

        assertThat(decide(new CommandRefused(PROD, "server", "free", Samples.FAILURE, "li")))
                .singleElement()
                .satisfies(work -> {
                    assertThat(work.notice().failure()).isEqualTo(Samples.FAILURE);
                    assertThat(work.notice().headline()).isEqualTo(Headline.COMMAND_REFUSED);
                });
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
