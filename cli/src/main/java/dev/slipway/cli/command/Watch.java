package dev.slipway.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.server.EventStream;
import dev.slipway.cli.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;

/** Listens until Ctrl-C. Where the connection is lost, what happened meanwhile is asked for. */
@Command(name = "watch")
public final class Watch implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SILENCE_MAX = Duration.ofSeconds(45);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final int LOOK_BACK = 50;
    private final Session session;
    private final News news;
    private Duration wait = FIRST_WAIT;
    private boolean listened;

    public Watch(Session session) {
        this.session = session;
        news = new News(session.words());
    }

    @Override
    public void run() {
        try {
            while (!session.screen().isGone()) {
                listen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws InterruptedException {
        try (var events = session.server().events("/api/deliveries/events")) {
            catchUp();
            follow(events);
        } catch (IOException e) {
            waitAfter(session.say("watch.lost"));
        } catch (Problem e) {
            if (!listened || !e.isPassing()) {
                throw e;
            }
            waitAfter(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing falls between what is asked for and what is heard: the stream is open already. */
    private void catchUp() {
        var deliveries = new ArrayList<JsonNode>();
        session.server()
                .get("/api/deliveries?limit=" + LOOK_BACK)
                .json()
                .path("deliveries")
                .forEach(deliveries::add);
        for (var delivery : deliveries.reversed()) {
            var lines = news.of(delivery);
            if (listened) { // else it was known before anybody looked
                tell(lines, delivery);
            }
        }
        if (!listened) {
            session.note(session.say("watch.begins", session.server().access().server()));
        }
        listened = true;
    }

    private void follow(EventStream events) throws IOException, InterruptedException {
        while (!session.screen().isGone()) {
            var data = events.next(SILENCE_MAX);
            wait = FIRST_WAIT;
            try {
                var delivery = JSON.readTree(data);
                tell(news.of(delivery), delivery);
            } catch (JsonProcessingException e) {
                session.note(session.say("watch.no-json", e.getOriginalMessage()));
            }
        }
    }

    private void tell(List<List<Span>> lines, JsonNode delivery) {
        if (!session.json()) {
            lines.forEach(session.screen()::line);
        } else if (!lines.isEmpty()) {
            session.screen().json(delivery.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Longer each time, and not at the same moment as everybody else. */
    private void waitAfter(String why) throws InterruptedException {
        var millis = wait.toMillis();
        session.note(session.say("watch.again", Times.took(wait), why));
        Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1)));
        wait = wait.multipliedBy(2).compareTo(WAIT_MAX) < 0 ? wait.multipliedBy(2) : WAIT_MAX;
    }
}
