package dev.slipway.configediting.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands between two markers: one document, seldom more. Parsed when it is asked for, once. */
final class Chunk {
    /** Far above any Kubernetes object; the parser's time grows with the square of a line's length. */
    private static final int CHARS_MAX = 4 << 20;

    private static final int LINE_MAX = 1 << 20;
    private static final Pattern DISPUTED = Pattern.compile("[\\u0085\\u2028\\u2029]|\\r(?!\\n)");

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
        var disputed = DISPUTED.matcher(source.text());
        if (disputed.find()) {
            throw new UnsafeYaml(
                    source.line(line(source.text(), disputed.start())),
                    "it holds a character that some readers of YAML take for a line end and others do not",
                    "write it as an escape in double quotes, or take it out");
        }
        var parsed = new ArrayList<Document>();
        for (var root : Composer.compose(source)) {
            parsed.add(new Document(source, root));
        }
        return parsed;
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
