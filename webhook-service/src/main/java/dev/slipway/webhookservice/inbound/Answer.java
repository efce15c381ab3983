package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a forge is told: in its status whether to try again, in its body what happens now.
 *
 * @param id of the hint that is durable now
 * @param retryAfter seconds, zero where it need not
 */
record Answer(
        @JsonIgnore int status,
        @Nullable String id,
        String message,
        @JsonIgnore int retryAfter) {
    static final int UNPROVEN = 401;
    private static final int RETRY_SECONDS = 5;

    CompletionStage<Answer> now() {
        return CompletableFuture.completedStage(this);
    }

    static Answer stored(String id, String whatHappens) {
        return new Answer(202, id, whatHappens, 0);
    }

    /** Understood, and nothing follows. Never an error: a forge must not disable the hook for an event that we do not care for. */
    static Answer ignored(String why) {
        return new Answer(200, null, why, 0);
    }

    static Answer refused(int status, String why) {
        return new Answer(status, null, why, 0);
    }

    static Answer tooLarge(long most) {
        return refused(
                413,
                "a hook has at most %d bytes, and this one has more; a push of fewer commits will pass, and the sweep finds this one"
                        .formatted(most));
    }

    static Answer tryLater(String why) {
        return new Answer(503, null, why, RETRY_SECONDS);
    }

    static Answer tooMany(String why) {
        return new Answer(429, null, why, 1);
    }
}
