package dev.slipway.console.outbound;

import dev.slipway.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes what a person waits for: durable within a bound, or not at all. A client is opened for each: people ask rarely. */
record Writing(KafkaClients clients) {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);

    /** @throws KafkaException if it is not written in time */
    void write(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        var deadline = System.nanoTime() + WRITTEN_WITHIN.toNanos();
        try (var producer = clients.producer()) {
            var sent = records.stream().map(producer::send).toList();
            for (var each : sent) {
                each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot write to " + records.getFirst().topic(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
