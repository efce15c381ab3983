package dev.slipway.notifier.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the teller keeps about a channel.
 *
 * @param announced the row that is sent next. It is written before the message is sent: so whoever finds it, and did not write it
 *     himself just now, knows that the message may already be there
 * @param unconfirmed how often that message was sent without an answer
 */
record ChannelNote(Pace pace, @Nullable UUID announced, int unconfirmed) {
    static final ChannelNote BLANK = new ChannelNote(Pace.IDLE, null, 0);

    ChannelNote announce(@Nullable UUID row) {
        return new ChannelNote(pace, row, 0);
    }

    ChannelNote again() {
        return new ChannelNote(pace, announced, unconfirmed + 1);
    }

    ChannelNote after(Instant request, List<Limit> limits) {
        return new ChannelNote(pace.plus(request, limits), announced, unconfirmed);
    }
}
