package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.buildservice.core.BuildDecider;
import dev.slipway.configupdater.core.ReleaseDecider;
import dev.slipway.notifier.core.NoticeDecider;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Route;
import dev.slipway.syncservice.core.SyncDecider;
import dev.slipway.webhookservice.core.HintDecider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** deploy/kafka-acls.txt has all that the code reads, and lets each public topic be written by the one who writes it. */
class AclTest {
    private static final String CLUSTER = "{cluster}";
    private static List<Grant> grants = List.of();

    private record Grant(String name, String verb, String what) {}

    @BeforeAll
    static void read() throws IOException {
        grants = Files.readAllLines(Path.of("../deploy/kafka-acls.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(words -> new Grant(words[0], words[1], words[2]))
                .toList();
    }

    @Test
    void whatADeciderReadsIsGranted() {
        Map<String, Decider<?>> deciders = Map.of(
                "webhook-service",
                new HintDecider(),
                "build-service",
                new BuildDecider(),
                "config-updater",
                new ReleaseDecider(),
                "sync-service." + CLUSTER,
                new SyncDecider(CLUSTER),
                "notifier",
                new NoticeDecider());

        deciders.forEach((name, decider) -> {
            var read = decider.routes().stream()
                    .map(Route::topic)
                    .filter(topic -> !topic.startsWith(name + "."))
                    .toList();
            assertThat(what(name, "reads")).as(name).containsExactlyInAnyOrderElementsOf(read);
            assertThat(what(name, "owns")).as(name).containsExactly(name);
        });
    }

    @Test
    void whatTheConsoleReadsIsGranted() throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(
                Path.of("../console/src/main/resources/META-INF/microprofile-config.properties"))) {
            settings.load(file);
        }
        var topics = settings.getProperty("mp.messaging.incoming.console-facts.topics")
                .split(",");

        assertThat(what("console", "reads"))
                .containsAll(Stream.of(topics)
                        .map(topic -> topic.replaceFirst(".*}\\.", ""))
                        .toList())
                .containsAll(grants.stream()
                        .filter(grant -> grant.verb.equals("owns") && !grant.name.equals("console"))
                        .map(grant -> grant.what + ".work")
                        .toList());
    }

    @Test
    void aPublicTopicIsWrittenByTheOneWhoIsDocumentedToWriteIt() throws IOException {
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("../docs/events/asyncapi.yaml")));
        var channels = (Map<?, ?>) Objects.requireNonNull(document.get("channels"));
        assertThat(channels).isNotEmpty();
        for (var value : channels.values()) {
            var channel = (Map<?, ?>) value;
            var topic = String.valueOf(channel.get("address")).replaceFirst("slipway\\.", "");
            var writers = grants.stream()
                    .filter(grant -> grant.verb.equals("writes") && grant.what.equals(topic))
                    .map(grant -> grant.name.replace("." + CLUSTER, ""))
                    .toList();
            assertThat(writers).as(topic).containsExactly(String.valueOf(channel.get("x-written-by")));
        }
    }

    private static Set<String> what(String name, String verb) {
        return grants.stream()
                .filter(grant -> grant.name.equals(name) && grant.verb.equals(verb))
                .map(Grant::what)
                .collect(Collectors.toSet());
    }
}
