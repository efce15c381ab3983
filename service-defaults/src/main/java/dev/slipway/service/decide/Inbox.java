package dev.slipway.service.decide;

import dev.slipway.events.Event;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.FlowMetrics;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Feeds a decider from all input topics of a service. State, facts, rows and input offsets of one poll are one transaction, fenced by
 * the group's generation.
 */
public final class Inbox<S> implements Loop.Body {
    final KafkaClients clients;
    final Topics topics;
    final String service;
    final String instance;
    final Decider<S> decider;
    final Clock clock;
    final FlowMetrics metrics;
    final Map<String, Route<S, ?>> routes;
    final EventCodec codec;
    final String control;

    public Inbox(
            KafkaClients clients,
            Topics topics,
            String service,
            String instance,
            Decider<S> decider,
            Clock clock,
            FlowMetrics metrics) {
        this.clients = clients;
        this.topics = topics;
        this.service = service;
        this.instance = instance;
        this.decider = decider;
        this.clock = clock;
        this.metrics = metrics;
        routes = decider.routes().stream()
                .collect(Collectors.toUnmodifiableMap(route -> topics.name(route.topic()), Function.identity()));
        control = topics.control(service);
        codec = new EventCodec(decider.routes().stream()
                .<Class<? extends Event>>map(Route::family)
                .toList());
    }

    List<String> inputs() {
        return Stream.concat(routes.keySet().stream(), Stream.of(control))
                .sorted()
                .toList();
    }

    @Override
    public Loop.Session open() {
        return new InboxSession<>(this);
    }
}
