package dev.slipway.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.Samples;
import dev.slipway.outside.chat.ChatSink;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole service with a real broker: facts in, messages and facts out. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class NotifierTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Flows flows;

    @Nullable
    ChatSink chat;

    @Test
    void aFactThatIsWrittenTwiceIsToldOnceAndItsMessageIsOnRecord() throws Exception {
        var live = Samples.fact(Samples.live("prod", 7), Duration.ofSeconds(42));
        write(Samples.fact(Samples.declared(Samples.ALL), Duration.ZERO));
        // Two topics have no order between them: the release must not be read before its project is known.
        await().atMost(SOON).until(() -> !read(flows.topics().state("notifier")).isEmpty());
        write(live);
        write(live);
        write(Samples.fact(Samples.live("prod", 8), Duration.ofSeconds(43)));

        await().atMost(SOON).untilAsserted(() -> assertThat(sent()).hasSize(2));

        assertThat(titles()).containsExactly("hichat/prod：server 9b1c2d3e 已上线", "hichat/prod：server 9b1c2d3e 已上线");
        assertThat(sent())
                .extracting(NoticeSent::about)
                .contains(live.envelope().id())
                .doesNotHaveDuplicates();
    }

    private List<String> titles() {
        var sink = Objects.requireNonNull(chat);
        return sink.messages().stream()
                .map(message -> message.at("/card/header/title/content").asText())
                .toList();
    }

    private void write(Fact<? extends Event> fact) throws Exception {
        try (var producer = flows.clients().producer()) {
            producer.send(Records.of(flows.topics(), fact.envelope(), fact.event()))
                    .get();
        }
    }

    private List<NoticeSent> sent() {
        return read(flows.topics().name("notice")).stream()
                .map(json -> Json.read(json, NoticeSent.class))
                .toList();
    }

    private List<byte[]> read(String topic) {
        var values = new ArrayList<byte[]>();
        try (var reader = flows.clients().reader()) {
            var partitions = IntStream.range(0, flows.topics().partitions())
                    .mapToObj(number -> new TopicPartition(topic, number))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            reader.poll(Duration.ofSeconds(1)).forEach(read -> values.add(read.value()));
        }
        return values;
    }
}
