package dev.slipway.service.decide;

import dev.slipway.events.Event;
import dev.slipway.events.Fact;

/** An input topic (behind the prefix), the family of facts in it, and the rule for them. */
public record Route<S, E extends Event>(String topic, Class<E> family, Rule<S, E> rule) {

    /** What a fact means for the state that it meets. */
    @FunctionalInterface
    public interface Rule<S, E extends Event> {
        Decision<S> decide(S state, Fact<E> fact);
    }

    /** @throws IllegalArgumentException if the fact is none of the family */
    @SuppressWarnings("unchecked")
    public Decision<S> decide(S state, Fact<?> fact) {
        if (!family.isInstance(fact.event())) {
            throw new IllegalArgumentException(fact.event().subject() + " is none of " + family.getSimpleName());
        }
        return rule.decide(state, (Fact<E>) fact);
    }
}
