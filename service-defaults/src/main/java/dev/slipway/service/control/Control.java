package dev.slipway.service.control;

import dev.slipway.events.Event;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.WireName;
import dev.slipway.service.work.Order;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people ask of a running service, through its own inbox. Each names who asked. */
public sealed interface Control extends PrivateEvent {
    /** The families that a reader of control topics knows. */
    List<Class<? extends Event>> FAMILY = List.of(Control.class);

    String service();

    @Override
    default String topic() {
        return service() + ".control";
    }

    /** About rows of open work. */
    @WireName("dev.slipway.control.work-ordered.v1")
    record WorkOrdered(String service, Order order) implements Control {

        @Override
        public String project() {
            return order.resource();
        }

        @Override
        public String subject() {
            return order.resource();
        }
    }

    /** A record of one of the service's inputs, to be decided again. */
    @WireName("dev.slipway.control.fact-replayed.v1")
    record FactReplayed(String service, String project, Recorded fact, String by) implements Control {

        @Override
        public String subject() {
            return fact.topic() + " " + fact.headers().get("ce_id");
        }
    }

    /** What would be decided if these came again. Nothing follows from it but the answer. */
    @WireName("dev.slipway.control.what-if-asked.v1")
    record WhatIfAsked(String service, String project, UUID question, List<Recorded> facts) implements Control {

        @Override
        public String subject() {
            return question.toString();
        }
    }

    /** @param topic behind the prefix */
    record Recorded(String topic, Map<String, String> headers, byte[] value) {}
}
