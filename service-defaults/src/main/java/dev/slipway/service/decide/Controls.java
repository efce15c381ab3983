package dev.slipway.service.decide;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.control.Control;
import dev.slipway.service.control.Control.FactReplayed;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.Control.WorkOrdered;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.control.WhatIfAnswered.Opened;
import dev.slipway.service.control.WhatIfAnswered.Said;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.work.Order;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** What people ask of a service, in the same transaction as everything else that it decides. */
final class Controls<S> {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final EventCodec CODEC = new EventCodec(Control.FAMILY);
    private final Inbox<S> inbox;
    private final Function<String, S> committed;
    private final Consumer<ProducerRecord<String, byte[]>> send;
    private final DeclaredNow declared;

    Controls(Inbox<S> inbox, Function<String, S> committed, Consumer<ProducerRecord<String, byte[]>> send) {
        this.inbox = inbox;
        this.committed = committed;
        this.send = send;
        declared = new DeclaredNow(inbox.clients, inbox.topics);
    }

    /** @throws IllegalArgumentException if it cannot be done, saying why */
    void obey(ConsumerRecord<String, byte[]> read, Batch<S> batch) {
        var fact = CODEC.decode(Records.headers(read), read.value())
                .orElseThrow(() -> new IllegalArgumentException("a request that this version does not know"));
        LOG.infof(
                "service=%s %s %s",
                inbox.service,
                fact.event().getClass().getSimpleName(),
                fact.event().subject());
        switch ((Control) fact.event()) {
            case WorkOrdered(var _, var order) -> order(order);
            case FactReplayed(var _, var project, var recorded, var _) -> decide(project, recorded, batch);
            case WhatIfAsked asked -> answer(asked, fact);
        }
    }

    private void order(Order order) {
        var partitions = inbox.topics.partitions();
        var where = order.resource().equals(Order.ALL)
                ? IntStream.range(0, partitions)
                : IntStream.of(KafkaClients.partitionOf(order.resource(), partitions));
        where.forEach(partition -> send.accept(
                new ProducerRecord<>(inbox.topics.work(inbox.service), partition, order.key(), Json.write(order))));
    }

    private void decide(String project, Recorded recorded, Batch<S> batch) {
        var route = inbox.routes.get(inbox.topics.name(recorded.topic()));
        if (route == null) {
            throw new IllegalArgumentException(inbox.service + " does not read " + recorded.topic());
        }
        var fact = inbox.codec
                .decode(recorded.headers(), recorded.value())
                .orElseThrow(() -> new IllegalArgumentException("a type that this version does not know"));
        if (!fact.event().project().equals(project)) {
            throw new IllegalArgumentException(
                    "it is about project " + fact.event().project() + ", but it was replayed as one of project "
                            + project + ", where it does not belong");
        }
        if (fact.event() instanceof CatalogEvent) {
            declared.mustSay(fact.event(), recorded.value());
        }
        batch.decide(route, fact.again());
    }

    private void answer(WhatIfAsked asked, Fact<?> question) {
        var batch =
                new Batch<>(inbox.service, inbox.decider, project -> committed.apply(project), inbox.clock.instant());
        var errors = new ArrayList<String>();
        for (var recorded : asked.facts()) {
            try {
                decide(asked.project(), recorded, batch);
            } catch (RuntimeException e) {
                errors.add(recorded.headers().get("ce_id") + ": " + e.getMessage());
            }
        }
        var says = batch.facts().stream()
                .map(said -> new Said(
                        said.envelope().id(),
                        WireNames.of(said.event()),
                        said.event().subject()))
                .toList();
        var opens = batch.rows().stream()
                .map(row -> new Opened(row.resource(), row.intent().getClass().getSimpleName()))
                .toList();
        var answer = WhatIfAnswered.of(asked, says, opens, errors);
        var envelope = Envelope.follow(question.asCause(), answer, inbox.service, inbox.clock.instant());
        send.accept(Records.of(inbox.topics, envelope, answer));
    }
}
