package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Alteration.EntryAdded;
import dev.slipway.configediting.yaml.Alteration.ItemAdded;
import dev.slipway.configediting.yaml.Alteration.Replaced;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Node.Style;
import dev.slipway.configediting.yaml.Value.Fields;
import dev.slipway.configediting.yaml.Value.Items;
import dev.slipway.configediting.yaml.Value.Literal;
import dev.slipway.configediting.yaml.Value.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to become different in one file. Nothing is written until all of it is known, and proven to be no more than that. */
public final class Sheet {
    private static final String BY_HAND = "change it by hand once, as plain text in one line";

    private final YamlFile file;
    private final List<Alteration> alterations = new ArrayList<>();
    private final List<Splice> splices = new ArrayList<>();
    private final Map<Document, Insertion> insertions = new HashMap<>();

    public Sheet(YamlFile file) {
        this.file = file;
    }

    public YamlFile file() {
        return file;
    }

    public List<Alteration> alterations() {
        return List.copyOf(alterations);
    }

    /** Does nothing where the value is already there. */
    public void set(Document document, Node node, Value value) throws UnsafeYaml {
        switch (node) {
            case Scalar scalar -> set(document, scalar, value);
            case Node.Alias _ ->
                throw new UnsafeYaml(document.line(node), "an alias stands there", "write the value out instead");
            case Mapping _, Sequence _ ->
                throw new UnsafeYaml(
                        document.line(node),
                        "a " + (node instanceof Mapping ? "mapping" : "list") + " stands there, not one value",
                        "name a value in it");
        }
    }

    private void set(Document document, Scalar scalar, Value value) throws UnsafeYaml {
        if (isAlready(scalar, value)) {
            return;
        }
        refuse(document, scalar);
        Safety.refuseUnsafe(document, scalar, value);
        if (alterations.stream().anyMatch(it -> it.node().equals(scalar))) {
            throw new UnsafeYaml(document.line(scalar), "two edits want two values there", "leave one out");
        }
        var at = scalar.at();
        var insertion = insertion(document);
        if (at.content() == at.end()
                && isTree(value)
                && parent(document, scalar) instanceof Mapping around
                && !around.flow()) {
            splices.add(insertion.below(around, scalar, value));
        } else {
            var written = written(document, scalar, value);
            var gap = at.content() == at.end() && !endsWithBlank(document, at.end()) ? " " : "";
            splices.add(Splice.in(document.source(), at.content(), at.end(), gap + written));
        }
        alterations.add(new Replaced(document, scalar, value));
    }

    private String written(Document document, Scalar scalar, Value value) throws UnsafeYaml {
        var insertion = insertion(document);
        var flow = document.isInFlow(scalar);
        return switch (value) {
            case Literal literal -> ScalarText.of(literal);
            case Fields _, Items _ -> insertion.writing().flow(value, flow);
            case Text text -> {
                if (scalar.isBlock()) {
                    throw new UnsafeYaml(document.line(scalar), "a block of text stands there", BY_HAND);
                }
                // Older readers take no colon in a flow collection without quotes.
                var colon =
                        flow && text.text().indexOf(':') >= 0 && scalar.value().indexOf(':') < 0;
                var nothing = scalar.isNull() && insertion.layout().json();
                var quoted = nothing || (colon && scalar.style() == Style.PLAIN);
                var style = quoted ? insertion.layout().quote() : scalar.style();
                yield ScalarText.of(text, style, insertion.layout().quote(), flow);
            }
        };
    }

    /** Adds a field that the mapping does not have. */
    public void add(Document document, Mapping mapping, String key, Value value, Position position) throws UnsafeYaml {
        refuse(document, mapping);
        Safety.refuseUnsafe(document, mapping, key);
        if (alterations.stream()
                .anyMatch(it -> it instanceof EntryAdded(var _, var other, var added, var _)
                        && other.equals(mapping)
                        && added.equals(key))) {
            throw new UnsafeYaml(document.line(mapping), "two edits want to add '" + key + "'", "leave one out");
        }
        splices.add(insertion(document).entry(mapping, key, value, position));
        alterations.add(new EntryAdded(document, mapping, key, value));
    }

    public void append(Document document, Sequence sequence, Value item) throws UnsafeYaml {
        refuse(document, sequence);
        splices.add(insertion(document).item(sequence, item));
        alterations.add(new ItemAdded(document, sequence, item));
    }

    private static void refuse(Document document, Node node) throws UnsafeYaml {
        document.refuseDuplicateKeys();
        if (document.isShared(node)) {
            throw new UnsafeYaml(
                    document.line(node),
                    "an alias shares the value with another place",
                    "write the value out where the alias is, without an anchor");
        }
    }

    private static boolean isAlready(Scalar scalar, Value value) {
        return switch (value) {
            case Text(var text) -> scalar.isText() && scalar.value().equals(text);
            case Literal(var written) ->
                scalar.style() == Style.PLAIN && scalar.value().equals(written);
            case Fields _, Items _ -> false;
        };
    }

    private static boolean isTree(Value value) {
        return (value instanceof Fields(var fields) && !fields.isEmpty())
                || (value instanceof Items(var items) && !items.isEmpty());
    }

    private static Node parent(Document document, Node node) {
        var way = document.wayTo(node);
        return way.size() > 1 ? way.get(way.size() - 2) : node;
    }

    private static boolean endsWithBlank(Document document, int end) {
        return end > 0 && document.source().text().charAt(end - 1) == ' ';
    }

    private Insertion insertion(Document document) {
        return insertions.computeIfAbsent(document, Insertion::new);
    }

    /** The new bytes. What is not altered is, byte for byte, what it was. */
    public byte[] written() throws UnsafeYaml {
        var text = new StringBuilder();
        for (var chunk : file.chunks()) {
            var source = chunk.source();
            var mine = splices.stream().filter(it -> isIn(source, it)).toList();
            text.append(
                    mine.isEmpty() ? source.text() : proven(chunk, Splice.all(source.text(), source.offset(), mine)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An insertion where two chunks meet belongs to the one before: nothing is ever put before a marker. */
    private static boolean isIn(Source.Part source, Splice splice) {
        var behindStart = splice.start() > source.offset() || source.offset() == 0;
        return behindStart && splice.end() <= source.offset() + source.text().length();
    }

    private String proven(Chunk chunk, String text) throws UnsafeYaml {
        var source = chunk.source();
        var before = chunk.documents();
        var after = Chunk.parse(new Source.Part(text, source.offset(), source.firstLine(), source.lineEnd()));
        var proof = new Proof(alterations);
        var holds = before.size() == after.size();
        for (var i = 0; holds && i < before.size(); i++) {
            holds = proof.holds(before.get(i), after.get(i));
        }
        if (!holds) {
            var line = before.isEmpty() ? source.line(0) : line(alterations, before);
            throw new UnsafeYaml(line, "written there, the value would change more than itself", BY_HAND);
        }
        return text;
    }

    private static int line(List<Alteration> alterations, List<Document> documents) {
        return alterations.stream()
                .filter(it -> documents.contains(it.document()))
                .findFirst()
                .map(it -> it.document().line(it.node()))
                .orElseGet(() -> documents.getFirst().line(documents.getFirst().root()));
    }
}
