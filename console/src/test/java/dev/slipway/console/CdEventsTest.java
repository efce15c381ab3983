package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.Event;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Outside.class)
class CdEventsTest {

    @Inject
    Flows flows;

    @Test
    void theConsoleWritesCdEventsWithoutBeingAskedTo() throws Exception {
        var push = new Facts("cdevents-only", 1, "fix: login", Instant.now())
                .pushed()
                .all()
                .getFirst();
        var found = new ArrayList<String>();
        try (var producer = flows.clients().producer();
                var reader = flows.clients().reader()) {
            producer.send(Records.of(flows.topics(), push.envelope(), (Event) push.event()))
                    .get(10, TimeUnit.SECONDS);
            reader.assign(IntStream.range(0, flows.topics().partitions())
                    .mapToObj(number -> new TopicPartition(flows.topics().name("cdevents"), number))
                    .toList());
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                reader.poll(Duration.ofMillis(200))
                        .forEach(record -> found.add(
                                record.key() + " " + Records.headers(record).get("ce_type")));
                assertThat(found).contains("cdevents-only dev.cdevents.branch.created.0.3.0");
            });
        }
    }
}
