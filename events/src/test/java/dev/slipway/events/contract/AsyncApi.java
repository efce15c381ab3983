package dev.slipway.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.events.Event;
import dev.slipway.events.wire.WireNames;
import java.util.function.Function;

/** The topics as an AsyncAPI 3 document; schemas stand beside it. */
final class AsyncApi {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private final Javadocs words;
    private final Function<Class<? extends Event>, JsonNode> examples;

    /** @param examples of each fact: its headers and its value */
    AsyncApi(Javadocs words, Function<Class<? extends Event>, JsonNode> examples) {
        this.words = words;
        this.examples = examples;
    }

    String yaml() {
        try {
            return YAML.writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode document() {
        var document = object().put("asyncapi", "3.0.0");
        var info = document.putObject("info").put("title", "Slipway").put("version", "1");
        info.put(
                "description",
                "From a git push to a running, announced release: every step is an event. How to read along: README.md.");
        info.putObject("license").put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        for (var channel : Channel.all()) {
            channels.set(channel.id(), channel(channel));
            operations.set("write" + capital(channel.id()), operation(channel));
            channel.facts().forEach(fact -> messages.set(fact.getSimpleName(), message(fact)));
        }
        components.putObject("schemas").set("headers", headers());
        return document;
    }

    private ObjectNode channel(Channel channel) {
        var node = object().put("address", channel.address());
        words.of(channel.family()).ifPresent(said -> node.put("description", said));
        if (channel.topic().contains("{cluster}")) {
            node.putObject("parameters").putObject("cluster").put("description", "A cluster's name in the catalog.");
        }
        var messages = node.putObject("messages");
        channel.facts()
                .forEach(fact -> reference(
                        messages.putObject(fact.getSimpleName()), "#/components/messages/" + fact.getSimpleName()));
        var kafka = node.putObject("bindings").putObject("kafka");
        kafka.putObject("topicConfiguration").putArray("cleanup.policy").add(channel.isTable() ? "compact" : "delete");
        kafka.put("bindingVersion", "0.5.0");
        node.put("x-key", channel.key());
        node.put("x-written-by", channel.writer());
        return node;
    }

    private static ObjectNode operation(Channel channel) {
        var node = object().put("action", "send").put("summary", "Only " + channel.writer() + " writes here.");
        reference(node.putObject("channel"), "#/channels/" + channel.id());
        return node;
    }

    private ObjectNode message(Class<? extends Event> fact) {
        var name = WireNames.of(fact);
        var example = examples.apply(fact);
        var node = object().put("name", name).put("title", fact.getSimpleName());
        words.of(fact).ifPresent(said -> node.put("summary", said));
        var headers = node.putObject("headers").putArray("allOf");
        reference(headers.addObject(), "#/components/schemas/headers");
        headers.addObject()
                .put("type", "object")
                .putObject("properties")
                .putObject("ce_type")
                .put("const", name);
        reference(node.putObject("payload"), "./schemas/" + name + ".json");
        node.putObject("correlationId").put("location", "$message.header#/ce_delivery");
        var kafka = node.putObject("bindings").putObject("kafka");
        kafka.putObject("key")
                .put("type", "string")
                .put("description", Channel.of(fact).key());
        kafka.put("bindingVersion", "0.5.0");
        var shown = node.putArray("examples").addObject().put("name", fact.getSimpleName());
        shown.set("headers", example.get("headers"));
        shown.set("payload", example.get("value"));
        return node;
    }

    private static ObjectNode headers() {
        var schema = object().put("type", "object");
        schema.put("description", "CloudEvents 1.0 in Kafka's binary mode; each value is UTF-8 text.");
        var properties = schema.putObject("properties");
        header(properties, "ce_specversion", "CloudEvents' version.").put("const", "1.0");
        header(properties, "ce_id", "The same fact has the same id however often it is written.")
                .put("format", "uuid");
        header(properties, "ce_type", "The event's name and version.");
        header(properties, "ce_source", "The service that says it.");
        header(
                properties,
                "ce_subject",
                "What it is about: project/environment/application, as much of it as applies.");
        header(properties, "ce_time", "When it happened, in UTC.").put("format", "date-time");
        header(properties, "ce_delivery", "Joins all that one push caused: the id of the push.")
                .put("format", "uuid");
        header(properties, "ce_cause", "The id of the event that this one follows from.")
                .put("format", "uuid");
        header(properties, "traceparent", "W3C Trace Context, where a hook brought one.");
        header(properties, "content-type", "How the value is written.").put("const", "application/json");
        var required = schema.putArray("required");
        required.add("ce_specversion")
                .add("ce_id")
                .add("ce_type")
                .add("ce_source")
                .add("ce_subject")
                .add("ce_time");
        required.add("content-type");
        return schema;
    }

    private static ObjectNode header(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void reference(ObjectNode node, String target) {
        node.put("$ref", target);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
