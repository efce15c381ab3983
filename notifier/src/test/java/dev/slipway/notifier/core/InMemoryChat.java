package dev.slipway.notifier.core;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A chat that remembers, and fails as it is told to. */
public final class InMemoryChat implements Chat {
    public static final List<Limit> LIMITS =
            List.of(new Limit(5, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1)));
    private final List<Notice> taken = new ArrayList<>();
    private final Deque<Mood> moods = new ArrayDeque<>();

    /** How the next requests are met. */
    public enum Mood {
        TAKES,
        IS_BUSY,
        TAKES_BUT_DOES_NOT_ANSWER,
        REFUSES
    }

    public void next(Mood mood) {
        moods.add(mood);
    }

    public List<Notice> taken() {
        return List.copyOf(taken);
    }

    @Override
    public List<Limit> limits() {
        return LIMITS;
    }

    @Override
    public void send(Address address, Notice notice) throws NotConfirmed {
        switch (moods.isEmpty() ? Mood.TAKES : moods.removeFirst()) {
            case TAKES -> taken.add(notice);
            case IS_BUSY -> throw NotConfirmed.notDelivered("busy");
            case TAKES_BUT_DOES_NOT_ANSWER -> {
                taken.add(notice);
                throw NotConfirmed.perhapsDelivered("no answer");
            }
            case REFUSES -> throw new PermanentFailure(Segment.CHAT, "refused", "ask its owner");
        }
    }
}
