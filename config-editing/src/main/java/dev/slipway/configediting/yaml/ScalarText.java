package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Style;
import dev.slipway.configediting.yaml.Value.Literal;
import dev.slipway.configediting.yaml.Value.Text;

/** Writes a scalar so that every reader reads what was meant. */
final class ScalarText {
    private static final String FIRST_FORBIDDEN = ",[]{}#&*!|>'\"%@`";
    private static final String FLOW = ",[]{}";

    private ScalarText() {}

    /**
     * @param like how it should be written, if that can be
     * @param otherwise the quotes to take where no quotes are not enough
     */
    static String of(Text value, Style like, Style otherwise, boolean flow) {
        var text = value.text();
        if (like == Style.PLAIN && isPlain(text, flow)) {
            return text;
        }
        var style = like == Style.SINGLE || like == Style.DOUBLE ? like : otherwise;
        return style == Style.SINGLE && isPrintable(text) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    static String of(Literal value) {
        return value.written();
    }

    static String key(String key, boolean json) {
        return json || !isPlain(key, true) || key.indexOf(':') >= 0 ? escaped(key) : key;
    }

    /** Narrower than YAML's grammar: what could be doubtful to any reader is quoted. */
    static boolean isPlain(String text, boolean flow) {
        if (!Resolution.isText(text) || !isPrintable(text)) {
            return false;
        }
        var first = text.charAt(0);
        var second = text.length() > 1 ? text.charAt(1) : ' ';
        if (FIRST_FORBIDDEN.indexOf(first) >= 0 || (first == '-' && second == ' ')) {
            return false;
        }
        if (first == '?' || first == ':' || text.startsWith("---") || text.startsWith("...")) {
            return false;
        }
        if (text.isBlank() || first == ' ' || text.endsWith(" ") || text.endsWith(":")) {
            return false;
        }
        if (text.contains(": ") || text.contains(" #") || text.contains("{{")) {
            return false;
        }
        return !flow || text.chars().noneMatch(c -> FLOW.indexOf(c) >= 0);
    }

    private static boolean isPrintable(String text) {
        return text.chars().noneMatch(ScalarText::isSpecial);
    }

    private static boolean isSpecial(int c) {
        return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe;
    }

    private static String escaped(String text) {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (isSpecial(c)) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
