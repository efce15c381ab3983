package dev.slipway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is on the wire stays readable for ever. The golden files are every fact as it was written once; {@code -Dgolden.write} adds
 * those that are missing, and never changes one that is there.
 */
class ContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final EventCodec CODEC = new EventCodec(families());

    @Test
    void everyFactHasAWireNameASampleAndAGoldenFile() throws IOException {
        var sampled = Samples.all().stream().map(Event::getClass).toList();
        for (var fact : facts()) {
            assertThat(fact.getAnnotation(WireName.class)).as(fact.getName()).isNotNull();
            assertThat(sampled).as("a sample of " + fact.getName()).contains(fact);
        }
        for (var sample : Samples.all()) {
            var file = GOLDEN.resolve(WireNames.of(sample) + ".json");
            if (!Files.exists(file) && System.getProperty("golden.write") != null) {
                Files.writeString(file, Samples.onTheWire(sample));
            }
            assertThat(file).as("run once with -Dgolden.write").exists();
        }
    }

    @Test
    void writesEveryFactAsItsGoldenFileHasIt() throws IOException {
        for (var sample : Samples.all()) {
            assertThat(Samples.onTheWire(sample))
                    .isEqualTo(Files.readString(GOLDEN.resolve(WireNames.of(sample) + ".json")));
        }
    }

    @Test
    void readsEveryGoldenFileEverCommitted() throws IOException {
        for (var file : goldenFiles()) {
            var record = Json.MAPPER.readTree(Files.readString(file));
            var headers = new HashMap<String, String>();
            record.get("headers")
                    .properties()
                    .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
            var fact = CODEC.decode(headers, Json.write(record.get("value"))).orElseThrow();
            var sample = Samples.all().stream()
                    .filter(s -> s.getClass().equals(fact.event().getClass()))
                    .findFirst()
                    .orElseThrow();
            assertThat(fact.event()).as(file.toString()).isEqualTo(sample);
            assertThat(fact.envelope()).isEqualTo(Samples.ENVELOPE);
        }
    }

    @Test
    void theSameCauseTypeAndSubjectAreTheSameEventAndNothingElseIs() {
        var pushed = Samples.all().getFirst();
        var cause = Samples.ENVELOPE.asCause();
        var id = Envelope.follow(cause, pushed, "a", Samples.ENVELOPE.time()).id();

        assertThat(Envelope.follow(cause, pushed, "b", Samples.ENVELOPE.time().plusSeconds(1))
                        .id())
                .isEqualTo(id);
        assertThat(Envelope.idOf(cause.id(), "ab", "c")).isNotEqualTo(Envelope.idOf(cause.id(), "a", "bc"));
    }

    @Test
    void aPushThatFollowsFromAHintBeginsADelivery() {
        var hint = new Cause(Samples.ENVELOPE.id(), null, null);
        var push = Envelope.follow(hint, Samples.all().getFirst(), "webhook-service", Samples.ENVELOPE.time());

        assertThat(push.delivery()).isEqualTo(push.id());
        assertThat(push.asCause().delivery()).isEqualTo(push.id());
    }

    @Test
    void anUnknownTypeIsEmptyAndAnUnknownFieldIsIgnored() {
        var encoded = EventCodec.encode(Samples.ENVELOPE, Samples.all().getFirst());
        var newer = new HashMap<>(encoded.headers());
        newer.put("ce_type", "dev.slipway.push.unheard-of.v1");
        var longer = new String(encoded.value(), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"new\":{\"a\":1},");

        assertThat(CODEC.decode(newer, encoded.value())).isEmpty();
        assertThat(CODEC.decode(encoded.headers(), longer.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .event())
                .isEqualTo(Samples.all().getFirst());
    }

    @Test
    void whatIsNoEventIsRefusedWithAReason() {
        var encoded = EventCodec.encode(Samples.ENVELOPE, Samples.all().getFirst());

        assertThatThrownBy(() -> CODEC.decode(Map.of(), new byte[0])).hasMessageContaining("ce_type");
        assertThatThrownBy(() -> CODEC.decode(encoded.headers(), null)).hasMessageContaining("without data");
        assertThatThrownBy(() -> CODEC.decode(encoded.headers(), "{".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("BranchPushed");
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList();
        }
    }

    private static List<Class<? extends Event>> facts() {
        return families().stream()
                .<Class<? extends Event>>flatMap(WireNames::factsOf)
                .toList();
    }

    private static List<Class<? extends Event>> families() {
        return Arrays.stream(Objects.requireNonNull(Event.class.getPermittedSubclasses()))
                .<Class<? extends Event>>map(family -> family.asSubclass(Event.class))
                .toList();
    }
}
