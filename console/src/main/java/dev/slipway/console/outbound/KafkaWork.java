package dev.slipway.console.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.DeadLetter.Fate;
import dev.slipway.console.core.work.OpenRow;
import dev.slipway.console.core.work.PausedWork;
import dev.slipway.console.core.work.Work;
import dev.slipway.events.wire.Json;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Order;
import dev.slipway.service.work.RowCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The services' tables of open work and the dead letters, followed all the time and held in memory. */
public final class KafkaWork implements Work {
    private static final int LETTERS_MAX = 500;
    private static final int TEXT_MAX = 2_000;
    private final KafkaClients clients;
    private final Topics topics;
    /** By topic, the service whose work it holds. */
    private final Map<String, String> services;

    private final PassedOver passedOver;
    private final RowCodec<JsonNode> codec = new RowCodec<>(JsonNode.class);
    private final Map<String, OpenRow> rows = new ConcurrentHashMap<>();
    private final Map<String, PausedWork> orders = new ConcurrentHashMap<>();
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Deque<DeadLetter> letters = new ArrayDeque<>();

    public KafkaWork(KafkaClients clients, Topics topics, List<String> services, MeterRegistry registry) {
        this.clients = clients;
        this.topics = topics;
        passedOver = new PassedOver("console.work", registry);
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(topics::work, service -> service));
    }

    @Override
    public List<String> services() {
        return services.values().stream().sorted().toList();
    }

    @Override
    public List<PausedWork> paused() {
        return orders.values().stream()
                .distinct()
                .sorted(Comparator.comparing(PausedWork::service).thenComparing(PausedWork::resource))
                .toList();
    }

    @Override
    public Optional<DeadLetter> deadLetter(String id) {
        return deadLetters().stream().filter(letter -> letter.id().equals(id)).findFirst();
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
            return letters.stream().map(this::withFate).toList();
        }
    }

    private DeadLetter withFate(DeadLetter letter) {
        return new DeadLetter(
                letter.id(),
                letter.at(),
                letter.service(),
                letter.error(),
                letter.origin(),
                letter.type(),
                letter.key(),
                letter.text(),
                fates.get(letter.id()));
    }

    public Loop.Body following() {
        return () -> {
            rows.clear();
            orders.clear();
            fates.clear();
            synchronized (letters) {
                letters.clear();
            }
            ensureTopics();
            var names = Stream.concat(services.keySet().stream(), Stream.of(topics.deadLetter(), fateTopic(topics)));
            return new Following(clients, topics, names.toList(), this::read);
        };
    }

    /** The console may be the first to come. */
    private void ensureTopics() {
        var wanted = new ArrayList<NewTopic>();
        services.values().forEach(service -> wanted.addAll(topics.privateTo(service)));
        wanted.add(topics.compacted(fateTopic(topics)));
        try (var admin = clients.admin()) {
            Topics.ensure(admin, wanted);
        }
    }

    /** What people have done about dead letters. */
    static String fateTopic(Topics topics) {
        return topics.name("console.fate");
    }

    /** Whatever stands there, the next record is read: this reader alone knows all services' work. */
    private void read(ConsumerRecord<String, byte[]> read) {
        try {
            understood(read);
        } catch (RuntimeException e) {
            passedOver.tell(read, e);
        }
    }

    private void understood(ConsumerRecord<String, byte[]> read) {
        var service = services.get(read.topic());
        if (read.topic().equals(topics.deadLetter())) {
            letter(read);
        } else if (read.key() == null) {
            throw new IllegalArgumentException("a record without a key");
        } else if (service == null) {
            fate(read);
        } else if (Order.isKey(read.key())) {
            order(service, read);
        } else if (!read.key().endsWith("|note")) {
            row(service, read);
        }
    }

    private void fate(ConsumerRecord<String, byte[]> read) {
        if (read.value() == null) {
            fates.remove(read.key());
        } else {
            fates.put(read.key(), Json.read(read.value(), Fate.class));
        }
    }

    /** Orders are carried out at once, but for a pause. */
    private void order(String service, ConsumerRecord<String, byte[]> read) {
        var key = service + " " + read.partition() + " " + read.key();
        orders.remove(key);
        if (read.value() == null) {
            return;
        }
        var order = Json.read(read.value(), Order.class);
        if (order.kind() == Order.Kind.PAUSE) {
            orders.put(key, new PausedWork(service, order.resource(), order.by()));
        }
    }

    private void row(String service, ConsumerRecord<String, byte[]> read) {
        var key = service + " " + read.key();
        rows.remove(key);
        if (read.value() == null) {
            return;
        }
        var row = codec.decode(read.value());
        rows.put(
                key,
                new OpenRow(
                        service,
                        row.resource(),
                        row.key(),
                        row.id(),
                        row.cause().delivery(),
                        row.since(),
                        row.attempts(),
                        row.nextTry(),
                        row.waitsFor(),
                        row.failingSince()));
    }

    private void letter(ConsumerRecord<String, byte[]> read) {
        var headers = Records.headers(read);
        var text = read.value() == null ? "" : new String(read.value(), StandardCharsets.UTF_8);
        var letter = new DeadLetter(
                read.partition() + "-" + read.offset(),
                Instant.ofEpochMilli(read.timestamp()),
                headers.getOrDefault("slipway_service", "unknown"),
                headers.getOrDefault("slipway_error", "unknown"),
                headers.getOrDefault("slipway_origin", "unknown"),
                headers.get("ce_type"),
                read.key(),
                text.substring(0, Math.min(TEXT_MAX, text.length())),
                null);
        synchronized (letters) {
            letters.addFirst(letter);
            if (letters.size() > LETTERS_MAX) {
                letters.removeLast();
            }
        }
    }
}
