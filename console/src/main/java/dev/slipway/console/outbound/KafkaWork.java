package dev.slipway.console.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.OpenRow;
import dev.slipway.console.core.work.Work;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.RowCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The services' tables of open work and the dead letters, followed all the time and held in memory. */
public final class KafkaWork implements Work {
    private static final Logger LOG = Logger.getLogger(KafkaWork.class);
    private static final int LETTERS_MAX = 500;
    private static final int TEXT_MAX = 2_000;
    private final KafkaClients clients;
    private final Topics topics;
    /** By topic, the service whose work it holds. */
    private final Map<String, String> services;

    private final RowCodec<JsonNode> codec = new RowCodec<>(JsonNode.class);
    private final Map<String, OpenRow> rows = new ConcurrentHashMap<>();
    private final Deque<DeadLetter> letters = new ArrayDeque<>();

    public KafkaWork(KafkaClients clients, Topics topics, List<String> services) {
        this.clients = clients;
        this.topics = topics;
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(topics::work, service -> service));
    }

    @Override
    public List<OpenRow> open() {
        return rows.values().stream()
                .sorted(Comparator.comparing(OpenRow::since).thenComparing(OpenRow::id))
                .toList();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        synchronized (letters) {
            return List.copyOf(letters);
        }
    }

    public Loop.Body following() {
        return () -> {
            rows.clear();
            synchronized (letters) {
                letters.clear();
            }
            ensureTopics();
            var names = Stream.concat(services.keySet().stream(), Stream.of(topics.deadLetter()));
            return new Following(clients, topics, names.toList(), this::read);
        };
    }

    /** The console may be the first to come. */
    private void ensureTopics() {
        var work = services.keySet().stream().map(topics::compacted);
        try (var admin = clients.admin()) {
            Topics.ensure(
                    admin,
                    Stream.concat(work, Stream.of(topics.kept(topics.deadLetter())))
                            .toList());
        }
    }

    private void read(ConsumerRecord<String, byte[]> read) {
        var service = services.get(read.topic());
        if (service == null) {
            letter(read);
        } else if (read.value() == null) {
            rows.remove(service + " " + read.key());
        } else if (!read.key().endsWith("|note")) {
            row(service, read);
        }
    }

    private void row(String service, ConsumerRecord<String, byte[]> read) {
        try {
            var row = codec.decode(read.value());
            rows.put(
                    service + " " + read.key(),
                    new OpenRow(
                            service,
                            row.resource(),
                            row.id(),
                            row.cause().delivery(),
                            row.since(),
                            row.attempts(),
                            row.nextTry(),
                            row.waitsFor(),
                            row.failingSince()));
        } catch (IllegalArgumentException e) {
            LOG.warnf("passes over %s of %s: %s", read.key(), service, e.getMessage());
        }
    }

    private void letter(ConsumerRecord<String, byte[]> read) {
        var headers = Records.headers(read);
        var text = read.value() == null ? "" : new String(read.value(), StandardCharsets.UTF_8);
        var letter = new DeadLetter(
                Instant.ofEpochMilli(read.timestamp()),
                headers.getOrDefault("slipway_service", "unknown"),
                headers.getOrDefault("slipway_error", "unknown"),
                headers.getOrDefault("slipway_origin", "unknown"),
                headers.get("ce_type"),
                read.key(),
                text.substring(0, Math.min(TEXT_MAX, text.length())));
        synchronized (letters) {
            letters.addFirst(letter);
            if (letters.size() > LETTERS_MAX) {
                letters.removeLast();
            }
        }
    }
}
