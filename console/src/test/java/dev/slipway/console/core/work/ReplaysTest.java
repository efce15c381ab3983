package dev.slipway.console.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.Facts;
import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.work.DesiredRows.DesiredRow;
import dev.slipway.console.core.work.DryRun.Applies;
import dev.slipway.console.core.work.Replays.Asking;
import dev.slipway.console.core.work.Replays.Replayed;
import dev.slipway.console.core.work.Requests.Question;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.WhatIfAnswered.Opened;
import dev.slipway.service.control.WhatIfAnswered.Said;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");
    private static final EnvironmentRef DEV = new EnvironmentRef("hichat", "dev");
    private final FakeRequests requests = new FakeRequests();
    private final Map<EnvironmentRef, DesiredRow> table = new HashMap<>();
    private final Map<EnvironmentRef, ReleaseLive> live = new HashMap<>();
    private final Replays replays = new Replays(
            requests,
            environments -> environments.stream()
                    .sorted(Comparator.comparing(EnvironmentRef::toString))
                    .map(table::get)
                    .filter(Objects::nonNull)
                    .toList(),
            new Lived(),
            List.of("cloud", "edge"));

    @Test
    void eachProjectIsAskedAboutAllOfItsFactsAtOnceAndAllProjectsTogether() {
        requests.silent.add("away");
        requests.says = List.of(new Said(new UUID(1, 1), "dev.slipway.config.updated.v1", "hichat/prod/web@1"));

        var both = Stream.concat(events("hichat", 3).stream(), events("away", 1).stream())
                .toList();

        var dry = replays.dryRun(asking("notifier", both));

        assertThat(requests.questions).extracting(Question::project).containsExactlyInAnyOrder("hichat", "away");
        assertThat(requests.questions)
                .filteredOn(question -> question.project().equals("hichat"))
                .singleElement()
                .satisfies(question -> assertThat(question.records()).hasSize(3));
        assertThat(dry.silent()).containsExactly("away");
        assertThat(dry.would())
                .containsExactly(new DryRun.Would("dev.slipway.config.updated.v1 hichat/prod/web@1", true));
        assertThat(dry.more()).isNull();
    }

    @Test
    void whatIsTooMuchForOneQuestionIsLeftOutAndCounted() {
        var fat = "x".repeat(60_000);
        var facts = IntStream.range(0, 30)
                .mapToObj(number -> raw(
                        new UUID(7, number), "dev.slipway.push.branch-pushed.v1", "hichat", "{\"a\":\"" + fat + "\"}"))
                .toList();

        var dry = replays.dryRun(asking("config-updater", facts));

        var asked = requests.questions.getFirst().records();
        assertThat(Json.write(requests.questions.getFirst()).length).isBetween(900_000, 1 << 20);
        assertThat(asked).hasSizeBetween(10, 20);
        assertThat(dry.facts()).isEqualTo(30);
        assertThat(dry.more()).isEqualTo(new DryRun.More(30 - asked.size(), 0, 0, 0));
    }

    @Test
    void whatAServiceCouldNotAnswerIsCounted() {
        requests.says = IntStream.range(0, 2_000)
                .mapToObj(n -> new Said(new UUID(1, n), "dev.slipway.config.updated.v1", "hichat/prod/web@" + n))
                .toList();

        var dry = replays.dryRun(asking("config-updater", events("hichat", 1)));

        assertThat(dry.more()).isNotNull();
        assertThat(dry.would().size() + Objects.requireNonNull(dry.more()).says())
                .isEqualTo(2_000);
    }

    @Test
    void aSyncServiceReadsTodaysRowOfEachEnvironmentThatTheFactsAreAbout() {
        table.put(PROD, row(PROD, "edge", 9));
        table.put(DEV, row(DEV, "cloud", 3));
        var happened = raws(new Facts("hichat", 1, "fix", Instant.EPOCH).wholeWay("prod"));

        assertThat(replays.replay(asking("sync-service", happened))).isEqualTo(new Replayed("sync-service", 1));
        assertThat(replays.replay(asking("sync-service.edge", happened)).facts())
                .isOne();
        assertThat(replays.replay(asking("sync-service.cloud", happened)).facts())
                .isZero();
        assertThat(replays.replay(asking("sync-service", raws(new Facts("hichat", 2, "", Instant.EPOCH).pushed())))
                        .facts())
                .isZero();

        assertThat(requests.replayed).hasSize(2).allSatisfy(again -> {
            assertThat(again.service()).isEqualTo("sync-service.edge");
            assertThat(again.project()).isEqualTo("hichat");
            assertThat(again.record().topic()).isEqualTo("desired.edge");
        });
        assertThat(replays.services()).contains("sync-service", "sync-service.cloud", "sync-service.edge", "notifier");
    }

    @Test
    void aDryRunOfASyncServiceSaysWhatWouldBeAppliedAndWhatRunsThere() {
        var facts =
                new Facts("hichat", 1, "fix", Instant.EPOCH).wholeWay("prod").live("dev");
        table.put(PROD, row(PROD, "edge", 9));
        table.put(DEV, row(DEV, "cloud", 3));
        facts.all().stream()
                .map(Fact::event)
                .filter(ReleaseLive.class::isInstance)
                .map(ReleaseLive.class::cast)
                .filter(said -> said.release().environment().equals(PROD))
                .forEach(said -> live.put(PROD, said));
        requests.opens = List.of(new Opened("hichat/prod", "SyncWork"), new Opened("hichat/dev", "SyncWork"));

        var dry = replays.dryRun(asking("sync-service", raws(facts)));

        var runs = Objects.requireNonNull(live.get(PROD)).commit().value();
        assertThat(dry.applies())
                .containsExactly(
                        new Applies("hichat/dev", "cloud", commit(3).value(), null),
                        new Applies("hichat/prod", "edge", commit(9).value(), runs));
        assertThat(requests.replayed).isEmpty();

        requests.opens = List.of();
        assertThat(replays.dryRun(asking("sync-service", raws(facts))).applies())
                .isEmpty();
    }

    private static Asking asking(String service, List<RawEvent> facts) {
        return new Asking(service, facts, "admin");
    }

    private static List<RawEvent> events(String project, int most) {
        return raws(new Facts(project, 1, "fix", Instant.EPOCH).wholeWay("prod"))
                .subList(0, most);
    }

    private static List<RawEvent> raws(Facts facts) {
        var raws = new ArrayList<RawEvent>();
        for (var fact : facts.all()) {
            var data = new String(Json.write(fact.event()), StandardCharsets.UTF_8);
            raws.add(raw(
                    fact.envelope().id(),
                    WireNames.of(fact.event()),
                    fact.event().project(),
                    data));
        }
        return raws;
    }

    private static RawEvent raw(UUID id, String type, String project, String data) {
        return new RawEvent(id, null, null, type, "test", project + "/x", project, Instant.EPOCH, data);
    }

    private static DesiredRow row(EnvironmentRef environment, String cluster, long generation) {
        var source = new Source("https://git.example/c.git", null, "master", commit(generation), "prod");
        var desired =
                new EnvironmentDesired(environment, cluster, "hichat", generation, source, "tree", "direct", List.of());
        return new DesiredRow(desired, new Recorded(desired.topic(), Map.of(), Json.write(desired)));
    }

    private static CommitId commit(long number) {
        return new CommitId("%040x".formatted(number));
    }

    private final class Lived implements Deliveries {
        @Override
        public List<ImageBuilt> images(ApplicationRef application, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ReleaseLive> lastLive(EnvironmentRef environment) {
            return Optional.ofNullable(live.get(environment));
        }

        @Override
        public Deliveries.Changed keep(Collection<RawEvent> events, Predicate<BranchPushed> followed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DeliveryView> newest(int limit, @Nullable UUID before) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<DeliveryView> find(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RawEvent> eventsOf(UUID delivery) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Fact<?>> ofLine(EnvironmentRef environment, String application, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Release> written(EnvironmentRef environment, String application, String idBegins) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RawEvent> between(Instant from, Instant to, int most) {
            throw new UnsupportedOperationException();
        }
    }
}
