package dev.slipway.service.kafka;

import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.control.WhatIfAnswered;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Names topics, and makes those that are missing. Existing ones are left as they are. */
public final class Topics {
    private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");
    private static final Map<String, String> FORGOTTEN = Map.of("retention.ms", "604800000");
    /** Whoever may write much of it must not fill a disk. */
    private static final Map<String, String> PASSING = Map.of(
            "retention.ms",
            "86400000",
            "segment.ms",
            "3600000",
            "segment.bytes",
            "4194304",
            "retention.bytes",
            "16777216");

    private static final Map<String, String> COMPACTED = Map.of(
            "cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", "0.1",
            "segment.ms", "600000",
            "segment.bytes", "16777216",
            "delete.retention.ms", "86400000");
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);
    private final String prefix;
    private final int partitions;
    private final short replicas;
    private final int minInSync;

    public Topics(String prefix, int partitions, short replicas, int minInSync) {
        this.prefix = prefix;
        this.partitions = partitions;
        this.replicas = replicas;
        this.minInSync = minInSync;
    }

    public static Topics of(KafkaSettings settings) {
        return new Topics(settings.prefix(), settings.partitions(), settings.replicas(), settings.minInSync());
    }

    public String name(String topic) {
        return prefix + "." + topic;
    }

    public int partitions() {
        return partitions;
    }

    public String state(String service) {
        return name(service + ".state");
    }

    public String work(String service) {
        return name(service + ".work");
    }

    public String control(String service) {
        return name(service + ".control");
    }

    public String deadLetter() {
        return name("dead-letter");
    }

    /** Facts, kept for ever unless the operator says otherwise. */
    public NewTopic kept(String name) {
        return topic(name, KEPT);
    }

    /** Tables: the newest record of each key. */
    public NewTopic compacted(String name) {
        return topic(name, COMPACTED);
    }

    public static void ensure(Admin admin, Collection<NewTopic> topics) {
        create(admin, topics);
        awaitReady(admin, topics.stream().map(NewTopic::name).distinct().toList());
    }

    private static void create(Admin admin, Collection<NewTopic> topics) {
        for (var creation : admin.createTopics(topics).values().entrySet()) {
            try {
                creation.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw Refusal.explained("cannot create topic " + creation.getKey(), e.getCause());
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /**
     * A topic that has just been made is not known to every part of the broker at once. Where a producer's first batch meets a partition
     * before its log does, the second may get in before it, and the first is then out of order until it expires.
     */
    private static void awaitReady(Admin admin, Collection<String> names) {
        var deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(topic ->
                                topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
                admin.listOffsets(partitions).all().get(); // answered by each partition's log itself
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw Refusal.explained("the broker does not know the topics " + names, e.getCause());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** The topic of a family: {@code catalog} and {@code desired.*} are tables, the others are logs. */
    public NewTopic ofFacts(String topic) {
        return EventCodec.isTable(topic) ? compacted(name(topic)) : kept(name(topic));
    }

    /** What a service tells itself: nobody asks for it after a week. */
    public NewTopic forgotten(String topic) {
        return topic(name(topic), FORGOTTEN);
    }

    /** What is of interest while somebody looks: for a day, and not much of it. */
    public NewTopic passing(String topic) {
        return topic(name(topic), PASSING);
    }

    public List<NewTopic> privateTo(String service) {
        return List.of(
                compacted(state(service)),
                compacted(work(service)),
                topic(control(service), FORGOTTEN),
                forgotten(WhatIfAnswered.TOPIC),
                kept(deadLetter()));
    }

    private NewTopic topic(String name, Map<String, String> kind) {
        var settings = new HashMap<>(kind);
        settings.put("min.insync.replicas", Integer.toString(minInSync));
        settings.put("max.message.bytes", "2097152");
        return new NewTopic(name, partitions, replicas).configs(settings);
    }
}
