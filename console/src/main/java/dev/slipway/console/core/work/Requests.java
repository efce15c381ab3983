package dev.slipway.console.core.work;

import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.work.Order;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people ask of the services. Each returns when the request is durable. */
public interface Requests {

    void order(String service, List<Order> orders);

    /**
     * Lets services decide on them again.
     *
     * @throws Impossible if one is too large
     */
    void replay(List<Again> records, String by);

    /** A record that is to go into a service once more. */
    record Again(String service, String project, Recorded record) {}

    /** What the services would decide, by the id of the question; without those that did not answer in time, which is one for all. */
    Map<UUID, WhatIfAnswered> whatIf(List<Question> questions);

    record Question(UUID id, String service, String project, List<Recorded> records) {}

    /** The record itself, as its service read it; empty where it came from no topic of ours. */
    Optional<Recorded> record(DeadLetter letter);

    /** Keeps what became of a dead letter. */
    void settle(DeadLetter letter, DeadLetter.Fate fate);
}
