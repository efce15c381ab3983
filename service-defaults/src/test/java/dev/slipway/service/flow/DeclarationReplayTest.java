package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.control.Control.FactReplayed;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Inbox;
import dev.slipway.service.decide.Route;
import dev.slipway.service.kafka.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declaration that is replayed, with a real broker. */
class DeclarationReplayTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void noOlderDeclarationTakesThePlaceOfANewerOne() throws IOException {
        var older = new ProjectDeclared(project("older"), "test");
        var newer = new ProjectDeclared(project("newer"), "test");
        try (var bed = new EchoBed(folder)) {
            bed.publish(List.of(older, newer));
            try (var flow = start(bed)) {
                await().atMost(SOON).until(() -> declared(bed).size() == 2);

                bed.publish(List.of(replayed(older), replayed(newer)));

                await().atMost(SOON).until(() -> declared(bed).size() == 3);
                assertThat(declared(bed)).containsExactly("older", "newer", "newer");
                assertThat(bed.read(EchoBed.TOPICS.deadLetter()))
                        .singleElement()
                        .satisfies(letter -> assertThat(Records.headers(letter).get("slipway_error"))
                                .contains("something newer about one", "drop it"));
                assertThat(flow.alive()).isTrue();
            }
        }
    }

    /** In the order in which they were decided. */
    private static List<String> declared(EchoBed bed) {
        var codec = new EventCodec(List.of(ImageEvent.class));
        return bed.read(EchoBed.TOPICS.name("image")).stream()
                .map(read -> codec.decode(Records.headers(read), read.value()).orElseThrow())
                .map(fact -> ((BuildSkipped) fact.event()).reason())
                .toList();
    }

    private static Project project(String channel) {
        var of = new Channel(channel, "feishu", "secret", List.of(), List.of());
        return new Project("one", List.of(), List.of(), List.of(), List.of(of));
    }

    private static FactReplayed replayed(ProjectDeclared declaration) {
        var envelope = Envelope.follow(
                new Cause(new UUID(1, 1), null, null), declaration, "test", Instant.parse("2026-01-01T00:00:00Z"));
        var encoded = EventCodec.encode(envelope, declaration);
        return new FactReplayed(
                Echo.SERVICE, "one", new Recorded("catalog", encoded.headers(), encoded.value()), "admin");
    }

    private static Flow start(EchoBed bed) {
        var metrics = new FlowMetrics(new SimpleMeterRegistry(), Echo.SERVICE);
        var inbox =
                new Inbox<>(bed.clients, EchoBed.TOPICS, Echo.SERVICE, "only", new Last(), Clock.systemUTC(), metrics);
        var flow = new Flow(Echo.SERVICE, List.of(new Loop("inbox", inbox)));
        flow.start();
        return flow;
    }

    record Known(long declarations) {}

    /** Says of each declaration which one it was. */
    private static final class Last implements Decider<Known> {
        @Override
        public Class<Known> stateType() {
            return Known.class;
        }

        @Override
        public Known initial() {
            return new Known(0);
        }

        @Override
        public List<Route<Known, ?>> routes() {
            return List.of(new Route<>("catalog", CatalogEvent.class, Last::declared));
        }

        private static Decision<Known> declared(Known state, Fact<CatalogEvent> fact) {
            var now = new Known(state.declarations() + 1);
            var declared = ((ProjectDeclared) fact.event()).declared();
            var which = declared.channels().getFirst().name();
            var ordinal = new Ordinal(now.declarations());
            return Decision.of(now)
                    .say(new BuildSkipped(Echo.application("one"), "main", Echo.commit(1), ordinal, which));
        }
    }
}
