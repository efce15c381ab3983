package dev.slipway.service.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** The one place with settings of Kafka clients. */
public final class KafkaClients {
    private static final String TRANSACTION_TIMEOUT_MS = "5000";
    private final String bootstrapServers;
    private final KafkaSecurity security;

    /** For a broker that asks nobody who he is. */
    public KafkaClients(String bootstrapServers) {
        this(bootstrapServers, KafkaSecurity.NONE);
    }

    public KafkaClients(String bootstrapServers, KafkaSecurity security) {
        this.bootstrapServers = bootstrapServers;
        this.security = security;
    }

    /** Reads committed records of partitions that are assigned by hand. */
    public KafkaConsumer<String, byte[]> reader() {
        return new KafkaConsumer<>(consuming(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** All members of the group share its topics; {@code assignor} says how. */
    public KafkaConsumer<String, byte[]> member(String group, Class<?> assignor) {
        var settings = consuming();
        settings.put("group.id", group);
        settings.put("partition.assignment.strategy", assignor.getName());
        // What limits how soon another instance takes over; brokers usually refuse less.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1000");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    public KafkaProducer<String, byte[]> transactionalProducer(String transactionalId) {
        var settings = common();
        settings.put("transactional.id", transactionalId);
        settings.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        settings.put("linger.ms", "0");
        settings.put("buffer.memory", "8388608");
        settings.put("max.block.ms", "10000");
        settings.put("max.request.size", "2097152");
        // The next transaction meets CONCURRENT_TRANSACTIONS until the markers of the last are written, and asks again
        // after this.
        settings.put("retry.backoff.ms", "5");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    public KafkaProducer<String, byte[]> producer() {
        var settings = common();
        settings.put("linger.ms", "0");
        settings.put("acks", "all");
        settings.put("max.block.ms", "10000");
        settings.put("delivery.timeout.ms", "30000");
        settings.put("max.request.size", "2097152");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** For what may get lost: it gives up soon, and keeps little. */
    public KafkaProducer<String, byte[]> hastyProducer() {
        var settings = common();
        settings.put("enable.idempotence", "false");
        settings.put("acks", "1");
        settings.put("linger.ms", "20");
        settings.put("buffer.memory", "1048576");
        settings.put("max.block.ms", "1000");
        settings.put("request.timeout.ms", "2000");
        settings.put("delivery.timeout.ms", "3000");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    public Admin admin() {
        return Admin.create(common());
    }

    /**
     * The true ends of partitions. A read-committed consumer's own endOffsets is the last stable offset: before it lies everything up
     * to the first open transaction, behind it may lie what others have committed since.
     */
    public static Map<TopicPartition, Long> highWatermarks(Admin admin, Collection<TopicPartition> partitions) {
        return ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
    }

    /** How far a read-committed consumer can come at this moment. */
    public static Map<TopicPartition, Long> committedEnds(Admin admin, Collection<TopicPartition> partitions) {
        return ends(admin, partitions, IsolationLevel.READ_COMMITTED);
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolation) {
        var latest = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        try {
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw Refusal.explained("cannot tell the ends of " + partitions, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Where a key belongs; as Kafka's own partitioner has it, so that other producers agree. */
    public static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(key))) % partitions;
    }

    private Properties consuming() {
        var settings = common();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "500");
        settings.put("default.api.timeout.ms", "20000");
        return settings;
    }

    private Properties common() {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("reconnect.backoff.max.ms", "1000");
        settings.put("enable.metrics.push", "false");
        settings.putAll(security.settings());
        return settings;
    }
}
