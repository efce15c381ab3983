package dev.slipway.console.outbound.otlp;

import dev.slipway.console.core.traces.Span;
import dev.slipway.console.core.traces.Spans;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.Records;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Sends each poll until the collector has taken it, and only then moves on. A collector that is away holds up nothing else. */
final class OtlpSession implements Loop.Session, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(OtlpOutlet.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final long ANSWER_BYTES_MAX = 1 << 20;
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private final OtlpOutlet outlet;
    private final Consumer<String, byte[]> consumer;
    private final Duration answeredWithin;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build();
    private final EventCodec codec = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class));
    private final Spans spans = new Spans();
    private List<Span> pending = List.of();
    private Duration pause = PAUSE_FIRST;
    private long nextTry = System.nanoTime();

    OtlpSession(OtlpOutlet outlet) {
        this(outlet, outlet.clients.member(outlet.group(), RangeAssignor.class), ANSWERED_WITHIN);
    }

    OtlpSession(OtlpOutlet outlet, Consumer<String, byte[]> consumer, Duration answeredWithin) {
        this.outlet = outlet;
        this.consumer = consumer;
        this.answeredWithin = answeredWithin;
        consumer.subscribe(outlet.read(), this);
    }

    /** While spans wait, what is read is held; but partitions that come within a poll are not, and may bring something at once. */
    @Override
    public void turn() {
        if (pending.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        var read = spans(consumer.poll(POLL)); // lets go of what is pending where its partitions go
        pending = Stream.concat(pending.stream(), read.stream()).toList();
        if (!pending.isEmpty() && System.nanoTime() - nextTry >= 0) {
            send();
        }
    }

    private List<Span> spans(ConsumerRecords<String, byte[]> read) {
        return StreamSupport.stream(read.spliterator(), false)
                .flatMap(record -> fact(record).stream())
                .sorted(Comparator.comparing(fact -> fact.envelope().time()))
                .flatMap(fact -> spans.of(fact).stream())
                .toList();
    }

    /** Empty for what whoever must use it puts to the dead letters. */
    private Optional<Fact<?>> fact(ConsumerRecord<String, byte[]> read) {
        try {
            return codec.decode(Records.headers(read), read.value());
        } catch (RuntimeException e) {
            outlet.passedOver.tell(read, e);
            return Optional.empty();
        }
    }

    private void send() {
        try {
            var status = status(HttpRequest.newBuilder(outlet.collector)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(OtlpJson.of(new ArrayList<>(pending))))
                    .build());
            if (status == 429 || status >= 500) {
                later("it answers " + status);
                return;
            }
            if (status / 100 != 2) {
                LOG.errorf("%s refuses %d spans with %d; they are left out", outlet.collector, pending.size(), status);
                outlet.refused.increment(pending.size());
            }
            consumer.commitSync();
            pending = List.of();
            pause = PAUSE_FIRST;
        } catch (IOException | TimeoutException e) {
            later(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The client's own timeout ends with the head of the answer; its body may come for ever. */
    private int status(HttpRequest request) throws IOException, TimeoutException, InterruptedException {
        var body = BodyHandlers.limiting(BodyHandlers.discarding(), ANSWER_BYTES_MAX);
        var answer = client.sendAsync(request, body);
        try {
            return answer.get(answeredWithin.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private void later(String why) {
        LOG.warnf("spans wait for %s: %s; again in %d s", outlet.collector, why, pause.toSeconds());
        nextTry = System.nanoTime() + pause.toNanos();
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}

    /** Whoever has them now reads them again. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        pending = List.of();
    }

    @Override
    public boolean ready() {
        return consumer.groupMetadata().generationId() > 0;
    }

    @Override
    public void close() {
        client.shutdownNow();
        consumer.close();
    }
}
