package dev.slipway.console.outbound;

import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.Requests;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.wire.Json;
import dev.slipway.service.control.Control;
import dev.slipway.service.control.Control.FactReplayed;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.Control.WorkOrdered;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Requests through the services' control topics. Clients are opened for each: people ask rarely. */
public final class KafkaRequests implements Requests {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private final KafkaClients clients;
    private final Topics topics;

    public KafkaRequests(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    @Override
    public void order(String service, Order order) {
        ask(new WorkOrdered(service, order), order.id());
    }

    @Override
    public void replay(String service, String project, Recorded fact, String by) {
        ask(new FactReplayed(service, project, fact, by), UUID.randomUUID());
    }

    @Override
    public void settle(DeadLetter letter, DeadLetter.Fate fate) {
        write(new ProducerRecord<>(KafkaWork.fateTopic(topics), letter.id(), Json.write(fate)));
    }

    @Override
    public Optional<Recorded> record(DeadLetter letter) {
        var place = letter.id().split("-", 2);
        var partition = new TopicPartition(topics.deadLetter(), Integer.parseInt(place[0]));
        var offset = Long.parseLong(place[1]);
        try (var reader = clients.reader()) {
            reader.assign(List.of(partition));
            reader.seek(partition, offset);
            return first(reader, READ_WITHIN, read -> read.offset() == offset)
                    .filter(read -> read.value() != null)
                    .flatMap(this::recorded);
        }
    }

    /** Empty for what does not come from a topic of facts. */
    private Optional<Recorded> recorded(ConsumerRecord<String, byte[]> read) {
        var headers = Records.headers(read);
        var origin = headers.getOrDefault("slipway_origin", "");
        var prefix = topics.name("");
        var end = origin.indexOf('/');
        return end > 0 && origin.startsWith(prefix)
                ? Optional.of(new Recorded(origin.substring(prefix.length(), end), headers, read.value()))
                : Optional.empty();
    }

    @Override
    public Optional<WhatIfAnswered> whatIf(String service, String project, List<Recorded> facts) {
        var question = UUID.randomUUID();
        var answers = IntStream.range(0, topics.partitions())
                .mapToObj(number -> new TopicPartition(topics.name(WhatIfAnswered.TOPIC), number))
                .toList();
        try (var reader = clients.reader()) {
            reader.assign(answers);
            reader.seekToEnd(answers);
            answers.forEach(reader::position);
            ask(new WhatIfAsked(service, project, question, facts), question);
            return first(
                            reader,
                            ANSWERED_WITHIN,
                            read -> answer(read).question().equals(question))
                    .map(KafkaRequests::answer);
        }
    }

    private static WhatIfAnswered answer(ConsumerRecord<String, byte[]> read) {
        return Json.read(read.value(), WhatIfAnswered.class);
    }

    private interface Wanted {
        boolean is(ConsumerRecord<String, byte[]> read);
    }

    private static Optional<ConsumerRecord<String, byte[]>> first(
            KafkaConsumer<String, byte[]> reader, Duration within, Wanted wanted) {
        var deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            for (var read : reader.poll(POLL)) {
                if (wanted.is(read)) {
                    return Optional.of(read);
                }
            }
        }
        return Optional.empty();
    }

    private void ask(Control control, UUID because) {
        var envelope = Envelope.follow(new Cause(because, null, null), control, "console", Instant.now());
        write(Records.of(topics, envelope, control));
    }

    private void write(ProducerRecord<String, byte[]> written) {
        try (var producer = clients.producer()) {
            producer.send(written).get(WRITTEN_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot write to " + written.topic(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
