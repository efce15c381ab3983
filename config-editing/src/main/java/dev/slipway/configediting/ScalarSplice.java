package dev.slipway.configediting;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The characters of one scalar's value, and what to put there: quotes, anchor, tag and comment stay. */
record ScalarSplice(int start, int end, String replacement) {
    private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*(?:[ \\t]+|\\s*\\R\\s*))*");
    private static final Pattern READ_AS_NUMBER = Pattern.compile("[-+0-9._:eExXoO]+");
    private static final String BY_HAND = "change it by hand once, as plain text in one line";

    static ScalarSplice of(String text, ScalarNode node, String value) throws UnsafeYaml {
        var line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        var start = skipProperties(text, offset(text, node.getStartMark()));
        var end = offset(text, node.getEndMark());
        var raw = text.substring(start, end);
        return switch (node.getScalarStyle()) {
            case PLAIN -> {
                var quote = READ_AS_NUMBER.matcher(value).matches() ? "\"" : "";
                yield checked(line, raw, node.getValue(), new ScalarSplice(start, end, quote + value + quote));
            }
            case SINGLE_QUOTED, DOUBLE_QUOTED -> {
                var inner = raw.substring(1, raw.length() - 1);
                yield checked(line, inner, node.getValue(), new ScalarSplice(start + 1, end - 1, value));
            }
            default -> throw new UnsafeYaml(line, "the image is a block of text", BY_HAND);
        };
    }

    private static ScalarSplice checked(int line, String written, String meant, ScalarSplice splice) throws UnsafeYaml {
        if (!written.equals(meant)) {
            throw new UnsafeYaml(line, "the image is written with escapes or over several lines", BY_HAND);
        }
        return splice;
    }

    /** A scalar's mark begins at its anchor or tag. */
    private static int skipProperties(String text, int start) {
        var properties = PROPERTIES.matcher(text).region(start, text.length());
        return properties.lookingAt() ? properties.end() : start;
    }

    /** Marks count code points. */
    private static int offset(String text, Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
    }

    String in(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
