package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.util.Map;

/** Resolves quotes, escapes and variables of one word as Docker's shell lexer does. */
final class Expansion {
    private static final char NONE = '\0';
    /** Variables of variables grow without end in a few lines. */
    private static final int LENGTH_MAX = 64 * 1024;

    private static final int DEPTH_MAX = 50;
    private final String text;
    private final char escape;
    private final Map<String, String> variables;
    private int at;
    private int depth;

    Expansion(String text, char escape, Map<String, String> variables) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
    }

    String result() {
        return until(NONE);
    }

    private String until(char stop) {
        var out = new StringBuilder();
        while (at < text.length() && (stop == NONE || text.charAt(at) != stop)) {
            var c = text.charAt(at++);
            if (c == '\'') {
                out.append(singleQuoted());
            } else if (c == '"') {
                out.append(doubleQuoted());
            } else if (c == '$') {
                out.append(variable());
            } else if (c != escape) {
                out.append(c);
            } else if (at < text.length()) {
                out.append(text.charAt(at++));
            }
            mustBeShort(out);
        }
        if (stop != NONE && at++ >= text.length()) {
            throw new IllegalArgumentException("a missing " + stop);
        }
        return out.toString();
    }

    private static void mustBeShort(StringBuilder out) {
        if (out.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a value of more than " + LENGTH_MAX + " characters");
        }
    }

    private String singleQuoted() {
        var end = text.indexOf('\'', at);
        if (end < 0) {
            throw new IllegalArgumentException("an unclosed quote");
        }
        var inner = text.substring(at, end);
        at = end + 1;
        return inner;
    }

    private String doubleQuoted() {
        var out = new StringBuilder();
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            } else if (c == '$') {
                out.append(variable());
            } else if (c == escape && at < text.length()) {
                var next = text.charAt(at++);
                out.append(next == '"' || next == '$' || next == escape ? "" : String.valueOf(c))
                        .append(next);
            } else {
                out.append(c);
            }
            mustBeShort(out);
        }
        throw new IllegalArgumentException("an unclosed quote");
    }

    private String variable() {
        if (at >= text.length() || text.charAt(at) != '{') {
            var name = name();
            return name.isEmpty() ? "$" : variables.getOrDefault(name, "");
        }
        at++;
        var name = name();
        if (name.isEmpty() || at >= text.length()) {
            throw new IllegalArgumentException("a bad substitution");
        }
        var value = variables.get(name);
        var c = text.charAt(at++);
        if (c == '}') {
            return value == null ? "" : value;
        }
        var present = value != null;
        if (c == ':' && at < text.length()) {
            present = value != null && !value.isEmpty();
            c = text.charAt(at++);
        }
        if (c != '-' && c != '+' && c != '?') {
            throw new IllegalArgumentException("a substitution other than :- :+ and :?");
        }
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException("substitutions nested more than " + DEPTH_MAX + " deep");
        }
        var word = until('}');
        depth--;
        if (c == '?' && !present) {
            throw new IllegalArgumentException("the variable %s isn't set: %s".formatted(name, word));
        }
        var asks = c == '+' ? present : !present;
        return asks ? word : c == '+' || value == null ? "" : value;
    }

    private String name() {
        var start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
