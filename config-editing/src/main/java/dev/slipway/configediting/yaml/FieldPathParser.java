package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.FieldPath.Step;
import java.util.ArrayList;

/** Reads a path from left to right. */
final class FieldPathParser {
    private final String text;
    private int at;

    FieldPathParser(String text) {
        this.text = text;
    }

    FieldPath parse() {
        var steps = new ArrayList<Step>();
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                steps.add(item());
            } else {
                if (!steps.isEmpty()) {
                    expect('.');
                }
                steps.add(new Step.Key(word()));
            }
        }
        return FieldPath.checked(steps, text);
    }

    private Step item() {
        expect('[');
        var from = at;
        var key = word();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            var having = new Step.Having(key, word("[]'\"#"));
            expect(']');
            return having;
        }
        if (!key.matches("[0-9]{1,7}")) {
            throw wrong(from, "a number, or key=value, stands in brackets");
        }
        expect(']');
        return new Step.Index(Integer.parseInt(key));
    }

    private String word() {
        return word(".[]'\"#=");
    }

    private String word(String ends) {
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            return quoted(text.charAt(at));
        }
        var from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw wrong(from, "a key is missing");
        }
        return text.substring(from, at);
    }

    /** A quote in quotes is doubled. */
    private String quoted(char quote) {
        var from = at;
        var word = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != quote) {
                word.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                word.append(quote);
                at++;
            } else {
                at++;
                return word.toString();
            }
        }
        throw wrong(from, "the quote has no end");
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong(at, "'" + wanted + "' is missing");
        }
        at++;
    }

    private IllegalArgumentException wrong(int from, String why) {
        return new IllegalArgumentException("'" + text + "' is no path: " + why + " at character " + (from + 1)
                + "; a path reads like spec.containers[name=server].image");
    }
}
