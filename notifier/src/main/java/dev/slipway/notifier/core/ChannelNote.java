package dev.slipway.notifier.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the teller keeps about a channel.
 *
 * @param announced the row that is sent next. It is written before the message is sent: so whoever finds it, and did not write it
 *     himself just now, knows that the message may already be there
 * @param unconfirmed how often that message was sent without an answer
 * @param conditions what the channel was told last of environments that are not well; what an older version kept has none
 */
record ChannelNote(Pace pace, @Nullable UUID announced, int unconfirmed, Map<String, Condition> conditions) {
    static final ChannelNote BLANK = new ChannelNote(Pace.IDLE, null, 0, Map.of());

    ChannelNote {
        conditions = conditions == null ? Map.of() : Map.copyOf(conditions);
    }

    /** Whether the channel is to be told so, who was told something else last. */
    boolean lacks(EngineNews news) {
        return news.condition() != Condition.UNCLEAR
                && news.condition() != conditions.getOrDefault(news.environment(), Condition.WELL);
    }

    ChannelNote told(@Nullable EngineNews news) {
        if (news == null) {
            return this;
        }
        var more = new TreeMap<>(conditions);
        more.put(news.environment(), news.condition());
        more.values().removeIf(condition -> condition == Condition.WELL);
        return new ChannelNote(pace, announced, unconfirmed, more);
    }

    ChannelNote announce(@Nullable UUID row) {
        return new ChannelNote(pace, row, 0, conditions);
    }

    ChannelNote again() {
        return new ChannelNote(pace, announced, unconfirmed + 1, conditions);
    }

    ChannelNote after(Instant request, List<Limit> limits) {
        return new ChannelNote(pace.plus(request, limits), announced, unconfirmed, conditions);
    }
}
