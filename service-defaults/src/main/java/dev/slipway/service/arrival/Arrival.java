package dev.slipway.service.arrival;

import dev.slipway.events.PrivateEvent;
import dev.slipway.events.WireName;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that came to the door of a declared project, and what it was answered. Never a body, never a header that could hold a secret.
 *
 * @param event what the forge's own header calls it
 * @param repository its path on the forge, where the request got as far as saying so
 * @param hint the id in the answer, where the request became a hint
 * @param sender the address that it came from
 */
@WireName("dev.slipway.webhook.arrival.v1")
public record Arrival(
        Instant at,
        String project,
        String forge,
        @Nullable String event,
        @Nullable String repository,
        int status,
        String answer,
        @Nullable UUID hint,
        @Nullable String sender)
        implements PrivateEvent {
    public static final String TOPIC = "webhook-service.arrival";
    private static final Pattern UNPLAIN = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");
    private static final int WORD_MAX = 100;
    private static final int SENTENCE_MAX = 500;

    /** Whoever sends may write anything: only so much of it is kept, and nothing that a terminal would obey. */
    public Arrival {
        forge = plain(forge, WORD_MAX);
        event = event == null ? null : plain(event, WORD_MAX);
        repository = repository == null ? null : plain(repository, SENTENCE_MAX);
        answer = plain(answer, SENTENCE_MAX);
        sender = sender == null ? null : plain(sender, WORD_MAX);
    }

    @Override
    public String subject() {
        return project + "/" + forge;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    private static String plain(String text, int most) {
        return UNPLAIN.matcher(text.substring(0, Math.min(most, text.length()))).replaceAll("?");
    }
}
