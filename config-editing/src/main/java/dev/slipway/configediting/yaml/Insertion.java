package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Entry;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.regex.Pattern;

/** Where and how something new is written among its neighbours. */
final class Insertion {
    private static final Pattern SEPARATOR = Pattern.compile(",[ \\t\\r\\n]*");

    private final Document document;
    private final Source source;
    private final String text;
    private final Layout layout;
    private final ValueText writing;

    Insertion(Document document) {
        this.document = document;
        source = document.source();
        text = source.text();
        layout = Layout.of(document);
        writing = new ValueText(layout);
    }

    Layout layout() {
        return layout;
    }

    ValueText writing() {
        return writing;
    }

    Splice entry(Mapping mapping, String key, Value value, Position position) {
        var entries = mapping.entries();
        if (mapping.flow()) {
            var written = writing.flowEntry(key, value);
            if (entries.isEmpty()) {
                return intoEmpty(mapping, written);
            }
            var last = entries.getLast();
            var before = entries.size() > 1
                    ? text.substring(
                            entries.get(entries.size() - 2).value().at().end(),
                            last.key().at().start())
                    : "";
            return inFlow(last.value(), before, written);
        }
        var column = Columns.of(mapping);
        var written = writing.entry(key, value, column);
        if (position instanceof Position.First) {
            return at(entries.getFirst().key().at().start(), written + "\n" + " ".repeat(column));
        }
        Entry behind = position instanceof Position.Behind(var entry) ? entry : entries.getLast();
        return line(behind.value(), " ".repeat(column) + written);
    }

    Splice item(Sequence sequence, Value value) {
        var items = sequence.items();
        if (sequence.flow()) {
            var written = writing.flow(value, true);
            if (items.isEmpty()) {
                return intoEmpty(sequence, written);
            }
            var last = items.getLast();
            var before = items.size() > 1
                    ? text.substring(
                            items.get(items.size() - 2).at().end(), last.at().start())
                    : "";
            return inFlow(last, before, written);
        }
        var dash = Columns.of(document, sequence);
        var last = items.getLast();
        var gap = last instanceof Mapping mapping
                        && !mapping.flow()
                        && !mapping.entries().isEmpty()
                ? Columns.of(mapping) - dash
                : layout.dash();
        var written = last instanceof Mapping mapping && mapping.flow()
                ? "-" + " ".repeat(mapping.at().column() - dash - 1) + padded(mapping, writing.flow(value, true))
                : writing.item(value, dash, gap > 1 ? gap : layout.dash(), last);
        return line(last, " ".repeat(dash) + written);
    }

    /** Fields or items where a key has nothing behind it. Below the key's line, so that its comment stays. */
    Splice below(Mapping around, Scalar nothing, Value value) {
        var written = writing.behindKey(value, Columns.of(around));
        return at(Ends.lineEnd(text, nothing.at().end()), written);
    }

    private Splice inFlow(Node last, String before, String written) {
        var separator = SEPARATOR.matcher(before).matches() ? before : ", ";
        return at(last.at().end(), separator + written);
    }

    private Splice intoEmpty(Node braces, String written) {
        return at(braces.at().content() + 1, text.startsWith(" ", braces.at().content() + 1) ? " " + written : written);
    }

    /** As {@code { a: b }} is padded, or {@code {a: b}} is not. */
    private String padded(Mapping like, String flow) {
        return text.startsWith(" ", like.at().content() + 1) && flow.startsWith("{") && flow.length() > 2
                ? "{ " + flow.substring(1, flow.length() - 1) + " }"
                : flow;
    }

    private Splice line(Node behind, String line) {
        var end = behind.at().end();
        // A block that keeps its line ends reaches behind the last of them; the new line goes before that one.
        return at(Ends.lineEnd(text, end > 0 && text.charAt(end - 1) == '\n' ? end - 1 : end), "\n" + line);
    }

    private Splice at(int offset, String written) {
        return Splice.in(source, offset, offset, written);
    }
}
