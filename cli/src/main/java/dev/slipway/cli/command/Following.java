package dev.slipway.cli.command;

import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.session.Session;
import java.time.Duration;

/** Tells what becomes of one delivery until it has ended. */
public final class Following {
    /** Between two questions to the console; PATIENCE ends them. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private final Session session;
    private final News news;

    public Following(Session session) {
        this.session = session;
        news = new News(session.words());
    }

    /** It may take a moment until the console has read of it. */
    public Exit toItsEnd(String delivery) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !session.screen().isGone()) {
            var answer = session.server().find("/api/deliveries/" + delivery);
            if (answer.isPresent()) {
                var seen = answer.get().json().path("delivery");
                news.of(seen).forEach(session.screen()::line);
                if (seen.hasNonNull("ended")) {
                    return State.named(Shown.text(seen, "state")).isBad() ? Exit.NO : Exit.OK;
                }
            }
            pause();
        }
        session.note(session.say("follow.goes-on", delivery));
        return Exit.NO;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.no(session.say("error.interrupted"));
        }
    }
}
