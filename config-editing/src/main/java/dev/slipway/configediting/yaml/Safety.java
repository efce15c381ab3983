package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Value.Text;

/** What must not be written to, though it could. */
final class Safety {
    private Safety() {}

    static void refuseUnsafe(Document document, Scalar scalar, Value value) throws UnsafeYaml {
        var line = document.line(scalar);
        var tag = scalar.at().tag();
        if (tag != null && !(tag.equals(Resolution.STR) && value instanceof Text)) {
            throw new UnsafeYaml(line, "the value has the tag " + tag, "take the tag away");
        }
        if (scalar.value().contains("{{") || scalar.value().contains("${")) {
            throw new UnsafeYaml(line, "the value is a template", "set config.file to the file that holds its values");
        }
        if (scalar.isBlock()) {
            throw new UnsafeYaml(line, "a block of text stands there", "change it by hand once, as text in one line");
        }
        if (lineOf(document, scalar).contains("{\"$imagepolicy\"")) {
            throw new UnsafeYaml(
                    line,
                    "Flux's image automation writes this line too",
                    "remove its marker, or let Flux alone write the image");
        }
    }

    static void refuseUnsafe(Document document, Mapping mapping, String key) throws UnsafeYaml {
        var line = document.line(mapping);
        if (mapping.at().tag() != null) {
            throw new UnsafeYaml(line, "the mapping has the tag " + mapping.at().tag(), "take the tag away");
        }
        if (mapping.entry(key).isPresent()) {
            throw new UnsafeYaml(line, "'" + key + "' is there already", "set it instead");
        }
        for (var entry : mapping.entries()) {
            if (entry.isMerge()) {
                throw new UnsafeYaml(
                        document.line(entry.key()),
                        "an alias is merged in, which may hold '" + key + "'",
                        "write '" + key + "' out beside it once");
            }
        }
    }

    private static String lineOf(Document document, Scalar scalar) {
        var text = document.source().text();
        var end = Ends.lineEnd(text, scalar.at().end());
        return text.substring(scalar.at().end(), end);
    }
}
