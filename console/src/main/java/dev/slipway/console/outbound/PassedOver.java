package dev.slipway.console.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Records that a reader cannot use: each is counted and told once, however often its topic is read, and stops nobody. */
public final class PassedOver {
    private static final Logger LOG = Logger.getLogger(PassedOver.class);
    private static final int TOLD_MAX = 10_000;
    private final String reader;
    private final Counter counter;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public PassedOver(String reader, MeterRegistry registry) {
        this.reader = reader;
        counter = registry.counter("slipway.facts.unknown", "service", reader);
    }

    public void tell(ConsumerRecord<?, ?> read, String why) {
        var place = read.topic() + "/" + read.partition() + "/" + read.offset();
        if (told.size() < TOLD_MAX && told.add(place)) {
            counter.increment();
            LOG.warnf("%s passes over %s: %s", reader, place, why);
        }
    }

    public void tell(ConsumerRecord<?, ?> read, RuntimeException why) {
        tell(read, why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
    }
}
