package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.control.Control.FactReplayed;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.Control.WorkOrdered;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.work.Order;
import dev.slipway.service.work.Order.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people may ask of a running service, with a real broker. */
class ControlTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private EchoBed bed;
    private Flow flow;

    @BeforeEach
    void start() throws IOException {
        bed = new EchoBed(folder);
        flow = EchoInstance.start(bed.broker.bootstrapServers(), "only");
    }

    @AfterEach
    void stop() {
        flow.close();
        bed.close();
    }

    @Test
    void aPausedResourceWaitsUntilItIsResumedAndHoldsUpNoOther() {
        order(Kind.PAUSE, "held/main", null);
        bed.publish(List.of(push("held", 1), push("free", 2)));

        await().atMost(SOON).until(() -> bed.said(BuildSkipped.class).size() == 1);
        await().during(A_WHILE)
                .atMost(SOON)
                .until(() -> bed.said(BuildSkipped.class).size() == 1);
        order(Kind.RESUME, "held/main", null);

        await().atMost(SOON).until(() -> bed.said(BuildSkipped.class).size() == 2);
        await().atMost(SOON).until(() -> bed.openRows() == 0);
    }

    @Test
    void aPausedServiceDoesNothingButWhatPeopleOrder() {
        order(Kind.PAUSE, Order.ALL, null);
        await().atMost(SOON).until(() -> bed.openRows() == 1);
        bed.publish(List.of(push("one", 1), push("two", 2)));
        await().during(A_WHILE)
                .atMost(SOON)
                .until(() -> bed.said(BuildSkipped.class).isEmpty());

        order(Kind.GIVE_UP, "one/main", null);
        order(Kind.RESUME, Order.ALL, null);

        await().atMost(SOON).until(() -> bed.openRows() == 0);
        assertThat(bed.said(BuildSkipped.class).keySet())
                .singleElement()
                .asString()
                .startsWith("two/");
    }

    @Test
    void aFactIsDecidedAgainWhereThatIsAsked() {
        var push = push("one", 1);
        bed.publish(List.of(push));
        await().atMost(SOON).until(() -> bed.said(BuildSkipped.class).size() == 1);

        bed.publish(List.of(new FactReplayed(Echo.SERVICE, "one", recorded(push), "admin")));

        await().atMost(SOON).until(() -> bed.said(BuildQueued.class).size() == 2);
        assertThat(bed.deadLetters()).isZero();
    }

    @Test
    void whatWouldHappenIsAnsweredAndDoesNot() {
        var question = UUID.randomUUID();
        var unreadable = new Recorded("push", recorded(push("one", 1)).headers(), new byte[] {'{'});

        bed.publish(List.of(
                new WhatIfAsked(Echo.SERVICE, "one", question, List.of(recorded(push("one", 1)), unreadable))));

        var answers = EchoBed.TOPICS.name(WhatIfAnswered.TOPIC);
        await().atMost(SOON).until(() -> !bed.read(answers).isEmpty());
        var answer = Json.read(bed.read(answers).getFirst().value(), WhatIfAnswered.class);
        assertThat(answer.question()).isEqualTo(question);
        assertThat(answer.says())
                .singleElement()
                .satisfies(said -> assertThat(said.type()).isEqualTo("dev.slipway.image.build-queued.v1"));
        assertThat(answer.opens())
                .singleElement()
                .satisfies(opened -> assertThat(opened.resource()).isEqualTo("one/main"));
        assertThat(answer.errors()).hasSize(1);
        assertThat(bed.said(BuildQueued.class)).isEmpty();
        assertThat(bed.openRows()).isZero();
    }

    @Test
    void anAnswerThatGrowsTooLargeIsCutAndSaysHowMuch() {
        var facts = IntStream.rangeClosed(1, 600)
                .mapToObj(ordinal -> recorded(push("one", ordinal)))
                .toList();

        bed.publish(List.of(new WhatIfAsked(Echo.SERVICE, "one", UUID.randomUUID(), facts)));

        var answers = EchoBed.TOPICS.name(WhatIfAnswered.TOPIC);
        await().atMost(SOON).until(() -> !bed.read(answers).isEmpty());
        var record = bed.read(answers).getFirst().value();
        var answer = Json.read(record, WhatIfAnswered.class);
        assertThat(record).hasSizeBetween(EventCodec.BYTES_MAX - 4096, EventCodec.BYTES_MAX);
        assertThat(answer.cut()).isNotNull().satisfies(cut -> {
            assertThat(answer.opens().size() + cut.opens()).isEqualTo(600);
            assertThat(answer.says().size() + cut.says()).isEqualTo(600);
            assertThat(answer.says().size()).isPositive();
            assertThat(cut.says()).isPositive();
        });
        assertThat(bed.deadLetters()).isZero();
    }

    @Test
    void aFactIsReplayedInItsOwnProjectOnly() {
        var question = UUID.randomUUID();
        var foreign = recorded(push("one", 1));

        bed.publish(List.of(
                new FactReplayed(Echo.SERVICE, "two", foreign, "admin"),
                new WhatIfAsked(Echo.SERVICE, "two", question, List.of(foreign))));

        await().atMost(SOON).until(() -> bed.deadLetters() == 1);
        var answers = EchoBed.TOPICS.name(WhatIfAnswered.TOPIC);
        await().atMost(SOON).until(() -> !bed.read(answers).isEmpty());
        assertThat(Json.read(bed.read(answers).getFirst().value(), WhatIfAnswered.class)
                        .errors())
                .singleElement()
                .asString()
                .contains("about project one", "as one of project two");
        assertThat(bed.said(BuildQueued.class)).isEmpty();
        assertThat(bed.openRows()).isZero();
    }

    @Test
    void whatCannotBeObeyedIsADeadLetter() {
        var elsewhere = new Recorded("sync", recorded(push("one", 1)).headers(), new byte[] {'{', '}'});
        bed.publish(List.of(new FactReplayed(Echo.SERVICE, "one", elsewhere, "admin"), push("one", 2)));

        await().atMost(SOON).until(() -> bed.said(BuildSkipped.class).size() == 1);
        assertThat(bed.deadLetters()).isOne();
        assertThat(flow.alive()).isTrue();
    }

    private void order(Kind kind, String resource, @Nullable String row) {
        bed.publish(List.of(
                new WorkOrdered(Echo.SERVICE, new Order(UUID.randomUUID(), kind, resource, row, "admin", null))));
    }

    private static BranchPushed push(String project, long ordinal) {
        return new BranchPushed(
                new RepositoryRef(project, "code"), "main", null, Echo.commit(ordinal), new Ordinal(ordinal), null);
    }

    private static Recorded recorded(BranchPushed push) {
        var cause = new Cause(new UUID(1, 1), null, null);
        var envelope = Envelope.follow(cause, push, "test", Instant.parse("2026-01-01T00:00:00Z"));
        var encoded = EventCodec.encode(envelope, push);
        return new Recorded("push", encoded.headers(), encoded.value());
    }
}
