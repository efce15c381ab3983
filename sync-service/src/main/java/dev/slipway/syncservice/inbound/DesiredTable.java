package dev.slipway.syncservice.inbound;

import dev.slipway.events.DesiredEvent;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.kafka.Records;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The newest row of each environment. */
final class DesiredTable {
    private static final Logger LOG = Logger.getLogger(DesiredTable.class);
    private final EventCodec codec = new EventCodec(List.of(DesiredEvent.class));
    private final Map<EnvironmentRef, EnvironmentDesired> rows = new HashMap<>();

    /** What can't be read is for the inbox to say, which reads it too. */
    void read(ConsumerRecord<String, byte[]> read) {
        try {
            if (read.value() != null) {
                codec.decode(Records.headers(read), read.value())
                        .map(Fact::event)
                        .ifPresent(this::add);
            }
        } catch (IllegalArgumentException e) {
            LOG.debugf("a row at %s/%d cannot be read: %s", read.topic(), read.offset(), e.getMessage());
        }
    }

    private void add(Object event) {
        switch ((DesiredEvent) event) {
            case EnvironmentDesired row ->
                rows.merge(
                        row.environment(), row, (known, now) -> now.generation() >= known.generation() ? now : known);
            case EngineDesired _ -> {}
        }
    }

    /** Those of the environments that are here; of one that has left it is kept that it has. */
    Collection<EnvironmentDesired> rows() {
        return rows.values().stream().filter(row -> !row.hasLeft()).toList();
    }
}
