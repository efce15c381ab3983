package dev.slipway.console.outbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.catalog.Repository;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.Conversation;
import dev.slipway.service.forge.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A forge that answers as none should. */
class ConversationTest {
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void anAnswerThatBeginsAndDoesNotEndIsNotWaitedFor() throws IOException {
        try (var forge = Site.open("forge", 0, this::trickle);
                var conversation = conversation(forge)) {
            var began = System.nanoTime();

            assertThatThrownBy(() -> conversation.ask(Call.get("/hooks")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not answer within 1 s");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(WITHIN, WITHIN.multipliedBy(8));
            over.countDown();
        }
    }

    @Test
    void anAnswerWithoutMeasureIsRefused() throws IOException {
        var much = "[\"" + "x".repeat(3 << 20) + "\"]";
        try (var forge = Site.open("forge", 0, exchange -> exchange.answer(200, "application/json", much));
                var conversation = conversation(forge)) {

            assertThatThrownBy(() -> conversation.ask(Call.get("/hooks")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be asked");
        }
    }

    private void trickle(Exchange exchange) throws IOException {
        try (var out = exchange.stream(200)) {
            do {
                out.write(" ".getBytes(StandardCharsets.UTF_8));
                out.flush();
            } while (!over.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Conversation conversation(Site forge) {
        var repository =
                new Repository("hichat", "gitea", "root/hichat", forge.url() + "/root/hichat.git", "git", "hook");
        var api = Objects.requireNonNull(HookApi.of(repository));
        return new Conversation(api, new Token("t0ken", null, "git/api-token"), List.of(), WITHIN);
    }
}
