package dev.slipway.console.core.work;

import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.work.Order;
import java.util.List;
import java.util.Optional;

/** What people ask of the services. Each returns when the request is durable. */
public interface Requests {

    void order(String service, Order order);

    /** Lets the service decide on it again. */
    void replay(String service, String project, Recorded fact, String by);

    /** What the service would decide; empty where it does not answer in time. */
    Optional<WhatIfAnswered> whatIf(String service, String project, List<Recorded> facts);

    /** The record itself, as its service read it; empty where it was no fact. */
    Optional<Recorded> record(DeadLetter letter);

    /** Keeps what became of a dead letter. */
    void settle(DeadLetter letter, DeadLetter.Fate fate);
}
