package dev.slipway.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.Event;
import dev.slipway.events.Samples;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code docs/events} must hold, as the records say it. */
final class Documents {
    static final Path FOLDER = Path.of("../docs/events");
    static final Path SCHEMAS = Path.of("schemas");
    private static final Path EXAMPLES = Path.of("examples");
    private static final String TABLE = "<!-- written by DocumentsTest -->\n";
    private static final String TABLE_END = "<!-- to here -->\n";
    private final Javadocs words;

    Documents() throws IOException {
        words = Javadocs.of(Path.of("src/main/java"));
    }

    /** Whole files by their path below {@link #FOLDER}. */
    Map<Path, String> all() throws IOException {
        var files = new TreeMap<Path, String>();
        schemas().forEach((name, schema) -> files.put(SCHEMAS.resolve(name + ".json"), pretty(schema)));
        for (var fact : facts()) {
            var name = WireNames.of(fact) + ".json";
            files.put(EXAMPLES.resolve(name), example(fact));
        }
        files.put(Path.of("asyncapi.yaml"), new AsyncApi(words, Documents::parsed).yaml());
        files.put(Path.of("README.md"), readme());
        return files;
    }

    /** By wire name. */
    Map<String, JsonNode> schemas() {
        var schemas = new Schemas(words);
        var byName = new TreeMap<String, JsonNode>();
        facts().forEach(fact ->
                byName.put(WireNames.of(fact), schemas.of(fact, Channel.of(fact).address())));
        return byName;
    }

    static String pretty(JsonNode node) {
        return node.toPrettyString() + "\n";
    }

    private static Iterable<Class<? extends Event>> facts() {
        return Channel.all().stream()
                .flatMap(channel -> channel.facts().stream())
                .toList();
    }

    private static String example(Class<? extends Event> fact) throws IOException {
        var sample = Samples.all().stream().filter(fact::isInstance).findFirst();
        return Samples.onTheWire(sample.orElseThrow(() -> new IllegalStateException("no sample of " + fact.getName())));
    }

    private static JsonNode parsed(Class<? extends Event> fact) {
        try {
            return Json.MAPPER.readTree(example(fact));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written by people but for its tables. */
    private static String readme() throws IOException {
        var text = Files.readString(FOLDER.resolve("README.md"));
        var from = text.indexOf(TABLE) + TABLE.length();
        return text.substring(0, from) + tables() + text.substring(text.indexOf(TABLE_END));
    }

    private static String tables() {
        var topics = Channel.all().stream()
                .map(channel -> "| `%s` | `%s` | %s | %s |\n"
                        .formatted(
                                channel.address(),
                                channel.key(),
                                channel.writer(),
                                channel.isTable() ? "table" : "log"))
                .collect(Collectors.joining());
        var events = Channel.all().stream()
                .flatMap(channel -> channel.facts().stream().map(fact -> row(channel, fact)))
                .collect(Collectors.joining());
        return "\n| topic | key | written by | kind |\n| --- | --- | --- | --- |\n" + topics
                + "\n| topic | event | type and schema | |\n| --- | --- | --- | --- |\n" + events + "\n";
    }

    private static String row(Channel channel, Class<? extends Event> fact) {
        var name = WireNames.of(fact);
        return "| `%s` | `%s` | [%s](schemas/%s.json) | [example](examples/%s.json) |\n"
                .formatted(channel.address(), fact.getSimpleName(), name, name, name);
    }
}
