package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.At;
import dev.slipway.configediting.yaml.Node.Entry;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Node.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Makes nodes of the parser's events. An alias stays one, so nothing grows. */
final class Composer {
    private static final int DEPTH_MAX = 200;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private final Source source;
    private final CodePoints offsets;
    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private int depth;

    private Composer(Source source) {
        this.source = source;
        offsets = CodePoints.of(source.text());
        events = new Parse(SETTINGS).parseString(source.text()).iterator();
    }

    /** The documents' roots. */
    static List<Node> compose(Source source) throws UnsafeYaml {
        try {
            return new Composer(source).documents();
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(Mark::getLine).orElse(0);
            throw new UnsafeYaml(source.line(line), "it is no YAML: " + e.getProblem(), whatToDo(source));
        } catch (ReaderException e) {
            var line = source.text()
                    .substring(0, Math.clamp(e.getPosition(), 0, source.text().length()));
            var lines = (int) line.chars().filter(it -> it == '\n').count();
            throw new UnsafeYaml(source.line(lines), "it holds a character that YAML does not allow", "take it out");
        } catch (RuntimeException e) {
            // The parser says most of what it finds wrong by its own exceptions, but stumbles over "\\UFFFFFFFF" for
            // one.
            throw new UnsafeYaml(source.line(0), "it is no YAML: " + e.getMessage(), whatToDo(source));
        }
    }

    private static String whatToDo(Source source) {
        return source.text().contains("{{")
                ? "it looks like a template: set config.file to the file that holds its values"
                : "correct the file";
    }

    private List<Node> documents() throws UnsafeYaml {
        var roots = new ArrayList<Node>();
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent first) {
                anchors.clear();
                roots.add(node(first));
            }
        }
        return roots;
    }

    private Node node(Event event) throws UnsafeYaml {
        var line = event.getStartMark().map(Mark::getLine).orElse(0);
        if (++depth > DEPTH_MAX) {
            throw new UnsafeYaml(source.line(line), "it is nested more than " + DEPTH_MAX + " deep", "flatten it");
        }
        var node = switch (event) {
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
            case AliasEvent alias -> {
                var name = alias.getAlias().getValue();
                yield new Alias(at(alias, null, null, false), name, anchors.get(name));
            }
            case SequenceStartEvent start -> sequence(start);
            case MappingStartEvent start -> mapping(start);
            default -> throw new UnsafeYaml(source.line(line), "it is no YAML that is understood", "correct the file");
        };
        depth--;
        return node;
    }

    private Scalar scalar(ScalarEvent event) {
        var style = switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> Style.SINGLE;
            case DOUBLE_QUOTED -> Style.DOUBLE;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            default -> Style.PLAIN;
        };
        var block = style == Style.LITERAL || style == Style.FOLDED;
        var at = at(event, event.getAnchor().orElse(null), event.getTag().orElse(null), block);
        return new Scalar(at, event.getValue(), style);
    }

    private Sequence sequence(SequenceStartEvent start) throws UnsafeYaml {
        var items = new ArrayList<Node>();
        var begun = at(start, start.getAnchor().orElse(null), start.getTag().orElse(null), false);
        // An alias within sees this one, which has no end yet; nobody looks at an alias' target's end.
        start.getAnchor().ifPresent(name -> anchors.put(name.getValue(), new Sequence(begun, items, start.isFlow())));
        var event = events.next();
        while (event instanceof NodeEvent && event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event));
            event = events.next();
        }
        var end = start.isFlow() || items.isEmpty()
                ? end(event)
                : items.getLast().at().end();
        return anchored(start.getAnchor(), new Sequence(ended(begun, end), items, start.isFlow()));
    }

    private Mapping mapping(MappingStartEvent start) throws UnsafeYaml {
        var entries = new ArrayList<Entry>();
        var begun = at(start, start.getAnchor().orElse(null), start.getTag().orElse(null), false);
        start.getAnchor().ifPresent(name -> anchors.put(name.getValue(), new Mapping(begun, entries, start.isFlow())));
        var event = events.next();
        while (event instanceof NodeEvent && event.getEventId() != Event.ID.MappingEnd) {
            var key = node(event);
            entries.add(new Entry(key, node(events.next())));
            event = events.next();
        }
        var end = start.isFlow() || entries.isEmpty()
                ? end(event)
                : entries.getLast().value().at().end();
        return anchored(start.getAnchor(), new Mapping(ended(begun, end), entries, start.isFlow()));
    }

    private <N extends Node> N anchored(Optional<Anchor> anchor, N node) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), node));
        return node;
    }

    private int end(Event event) {
        return offsets.offset(event.getEndMark().map(Mark::getIndex).orElse(0));
    }

    private static At ended(At at, int end) {
        return new At(at.start(), at.content(), end, at.line(), at.column(), at.anchor(), at.tag());
    }

    private At at(Event event, @Nullable Anchor anchor, @Nullable String tag, boolean block) {
        var mark = event.getStartMark().orElseThrow();
        var start = offsets.offset(mark.getIndex());
        var last = end(event);
        var end = block ? Ends.ofBlock(source.text(), start, last) : last;
        var node = event instanceof ScalarEvent || event instanceof AliasEvent
                ? end
                : source.text().length();
        var content = anchor == null && tag == null ? start : Ends.skipProperties(source.text(), start, node);
        var name = anchor == null ? null : anchor.getValue();
        return new At(start, content, end, mark.getLine(), mark.getColumn(), name, tag);
    }
}
