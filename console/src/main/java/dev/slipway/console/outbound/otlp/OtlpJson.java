package dev.slipway.console.outbound.otlp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.console.core.traces.Span;
import dev.slipway.events.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** OTLP's JSON: ids in hexadecimal, times as text, enumerations as numbers. */
final class OtlpJson {
    private static final int INTERNAL = 1;
    private static final int ERROR = 2;
    private static final long NANOS = 1_000_000_000L;

    private OtlpJson() {}

    static byte[] of(List<Span> spans) {
        var request = Json.MAPPER.createObjectNode();
        var resources = request.putArray("resourceSpans");
        spans.stream()
                .collect(Collectors.groupingBy(Span::service, TreeMap::new, Collectors.toList()))
                .forEach((service, its) -> resource(resources.addObject(), service, its));
        return Json.write(request);
    }

    private static void resource(ObjectNode resource, String service, List<Span> spans) {
        attribute(resource.putObject("resource").putArray("attributes"), "service.name", service);
        attribute((ArrayNode) resource.at("/resource/attributes"), "service.namespace", "slipway");
        var scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "slipway");
        var list = scope.putArray("spans");
        spans.forEach(span -> span(list.addObject(), span));
    }

    private static void span(ObjectNode written, Span span) {
        written.put("traceId", span.trace()).put("spanId", span.id());
        if (span.parent() != null) {
            written.put("parentSpanId", span.parent());
        }
        written.put("name", span.name())
                .put("kind", INTERNAL)
                .put("startTimeUnixNano", nanos(span.start()))
                .put("endTimeUnixNano", nanos(span.end()));
        var attributes = written.putArray("attributes");
        new TreeMap<>(span.attributes()).forEach((key, value) -> attribute(attributes, key, value));
        if (span.failure() != null) {
            written.putObject("status").put("code", ERROR).put("message", span.failure());
        }
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
    }

    /** What lies beyond what OTLP can say is said as its end. */
    private static String nanos(Instant time) {
        var seconds = Math.clamp(time.getEpochSecond(), 0, Long.MAX_VALUE / NANOS - 1);
        return Long.toString(seconds * NANOS + time.getNano());
    }
}
