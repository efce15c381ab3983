package dev.slipway.configediting.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between two markers: one document, seldom more. Parsed when it is asked for, once. */
final class Chunk {
    /** Far above any Kubernetes object; the parser's time grows with the square of a line's length. */
    private static final int CHARS_MAX = 4 << 20;

    private static final int LINE_MAX = 1 << 20;

    private final Source.Part source;
    private @Nullable List<Document> documents;

    Chunk(Source.Part source) {
        this.source = source;
    }

    Source.Part source() {
        return source;
    }

    boolean mayHold(String word) {
        return source.text().contains(word) || source.text().indexOf('\\') >= 0;
    }

    List<Document> documents() throws UnsafeYaml {
        var parsed = documents;
        if (parsed == null) {
            parsed = parse(source);
            documents = parsed;
        }
        return parsed;
    }

    static List<Document> parse(Source source) throws UnsafeYaml {
        refuseTooLarge(source);
        refuseDisputed(source);
        var parsed = new ArrayList<Document>();
        for (var root : Composer.compose(source)) {
            parsed.add(new Document(source, root));
        }
        return parsed;
    }

    private static void refuseDisputed(Source source) throws UnsafeYaml {
        var text = source.text();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c >= '\u0085' && (c == '\u0085' || c == '\u2028' || c == '\u2029'))
                    || (c == '\r' && !text.startsWith("\n", i + 1))) {
                throw new UnsafeYaml(
                        source.line(line(text, i)),
                        "it holds a character that some readers of YAML take for a line end and others do not",
                        "write it as an escape in double quotes, or take it out");
            }
        }
    }

    private static void refuseTooLarge(Source source) throws UnsafeYaml {
        var text = source.text();
        if (text.length() > CHARS_MAX) {
            throw new UnsafeYaml(
                    source.line(0),
                    "a document of " + text.length() + " characters; " + CHARS_MAX + " are looked at",
                    "split it");
        }
        var line = 0;
        for (var from = 0; from < text.length(); line++) {
            var end = text.indexOf('\n', from);
            var next = end < 0 ? text.length() : end + 1;
            if (next - from > LINE_MAX) {
                throw new UnsafeYaml(
                        source.line(line),
                        "a line of " + (next - from) + " characters; " + LINE_MAX + " are looked at",
                        "break it");
            }
            from = next;
        }
    }

    private static int line(String text, int offset) {
        return (int) text.chars().limit(offset).filter(it -> it == '\n').count();
    }
}
