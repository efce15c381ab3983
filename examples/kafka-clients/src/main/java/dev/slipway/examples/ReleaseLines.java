package dev.slipway.examples;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints a line for every release that is live and for everything that failed: {@code ReleaseLines BROKERS GROUP [PREFIX]}. */
public final class ReleaseLines {
    private static final Map<String, String> SAID = Map.of(
            "dev.slipway.sync.release-live.v1", "live",
            "dev.slipway.sync.failed.v1", "failed in the cluster",
            "dev.slipway.config.failed.v1", "failed in Git",
            "dev.slipway.image.build-failed.v1", "failed to build");
    private static final int IDS_MAX = 10_000;

    /** What was printed lately. A reader that acts keeps the ids where it keeps what it did, so that they outlive it. */
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > IDS_MAX;
        }
    });

    private ReleaseLines() {}

    public static void main(String[] arguments) {
        var prefix = arguments.length > 2 ? arguments[2] : "slipway";
        var lines = new ReleaseLines();
        try (var consumer = new KafkaConsumer<>(
                settings(arguments[0], arguments[1]), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(prefix + ".image", prefix + ".config", prefix + ".sync"));
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(lines::print);
                consumer.commitSync(); // after it is printed: a crash in between prints it again, and loses nothing
            }
        }
    }

    private static Properties settings(String brokers, String group) {
        var settings = new Properties();
        settings.put("bootstrap.servers", brokers);
        settings.put("group.id", group); // who shares a group shares the work; a group of your own reads everything
        settings.put("isolation.level", "read_committed"); // what was aborted never happened
        settings.put("auto.offset.reset", "earliest"); // a new group begins with all there ever was
        settings.put("enable.auto.commit", "false");
        return settings;
    }

    private void print(ConsumerRecord<String, byte[]> record) {
        var what = SAID.get(header(record, "ce_type")); // types that we do not know are none of our business
        if (what != null && seen.add(header(record, "ce_id"))) {
            System.out.println(header(record, "ce_time") + " " + header(record, "ce_subject") + " " + what);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
