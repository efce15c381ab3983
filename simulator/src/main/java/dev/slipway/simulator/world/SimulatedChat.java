package dev.slipway.simulator.world;

import dev.slipway.notifier.core.Address;
import dev.slipway.notifier.core.Chat;
import dev.slipway.notifier.core.Limit;
import dev.slipway.notifier.core.NotConfirmed;
import dev.slipway.notifier.core.Notice;
import dev.slipway.simulator.engine.Chaos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A chat that now and then takes a message and does not say so. */
public final class SimulatedChat implements Chat {
    private final Chaos chaos;
    private final List<Notice> messages = new ArrayList<>();

    public SimulatedChat(Chaos chaos) {
        this.chaos = chaos;
    }

    public List<Notice> messages() {
        return List.copyOf(messages);
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit(5, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1)));
    }

    @Override
    public void send(Address address, Notice notice) throws NotConfirmed {
        chaos.mayCrash();
        if (chaos.happens(0.04)) {
            throw NotConfirmed.notDelivered("simulated: refused");
        }
        messages.add(notice);
        chaos.mayCrash();
        if (chaos.happens(0.03)) {
            throw NotConfirmed.perhapsDelivered("simulated: no answer");
        }
    }
}
