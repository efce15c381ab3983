package dev.slipway.console.outbound;

import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.console.core.work.Requests;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.wire.EventCodec;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Requests through the services' control topics. Readers are opened for each: people ask rarely. */
public final class KafkaRequests implements Requests {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final EventCodec ANSWERS = new EventCodec(List.of(WhatIfAnswered.class));
    private final KafkaClients clients;
    private final Topics topics;
    private final Writing writing;
    private final Duration answeredWithin;

    public KafkaRequests(KafkaClients clients, Topics topics) {
        this(clients, topics, ANSWERED_WITHIN);
    }

    KafkaRequests(KafkaClients clients, Topics topics, Duration answeredWithin) {
        this.clients = clients;
        this.topics = topics;
        writing = new Writing(clients);
        this.answeredWithin = answeredWithin;
    }

    @Override
    public void order(String service, List<Order> orders) {
        writing.write(orders.stream()
                .map(order -> asking(new WorkOrdered(service, order), order.id()))
                .toList());
    }

    @Override
    public void replay(List<Again> records, String by) {
        writing.write(records.stream()
                .map(again -> new FactReplayed(again.service(), again.project(), again.record(), by))
                .map(replayed -> asking(replayed, UUID.randomUUID()))
                .toList());
    }

    @Override
    public void settle(DeadLetter letter, DeadLetter.Fate fate) {
        writing.write(List.of(new ProducerRecord<>(KafkaWork.fateTopic(topics), letter.id(), Json.write(fate))));
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
    public Map<UUID, WhatIfAnswered> whatIf(List<Question> questions) {
        var answered = new HashMap<UUID, WhatIfAnswered>();
        if (questions.isEmpty()) {
            return answered;
        }
        var answers = IntStream.range(0, topics.partitions())
                .mapToObj(number -> new TopicPartition(topics.name(WhatIfAnswered.TOPIC), number))
                .toList();
        var asked = questions.stream().map(Question::id).collect(Collectors.toSet());
        try (var reader = clients.reader()) {
            reader.assign(answers);
            reader.seekToEnd(answers);
            answers.forEach(reader::position);
            writing.write(questions.stream().map(this::asking).toList());
            first(reader, answeredWithin, read -> {
                answer(read)
                        .filter(answer -> asked.contains(answer.question()))
                        .ifPresent(answer -> answered.put(answer.question(), answer));
                return answered.size() == asked.size();
            });
        }
        return answered;
    }

    private ProducerRecord<String, byte[]> asking(Question question) {
        var asked = new WhatIfAsked(question.service(), question.project(), question.id(), question.records());
        return asking(asked, question.id());
    }

    /** Empty for what only another version can read. */
    private static Optional<WhatIfAnswered> answer(ConsumerRecord<String, byte[]> read) {
        try {
            return ANSWERS.decode(Records.headers(read), read.value()).map(fact -> (WhatIfAnswered) fact.event());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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

    private ProducerRecord<String, byte[]> asking(Control control, UUID because) {
        var envelope = Envelope.follow(new Cause(because, null, null), control, "console", Instant.now());
        try {
            return Records.of(topics, envelope, control);
        } catch (IllegalArgumentException e) {
            throw new Impossible(
                    control.service() + " cannot be asked for that at once, it is too large: " + e.getMessage());
        }
    }
}
