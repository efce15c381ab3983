package dev.slipway.configediting.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file's text, cut where a new document begins. The cuts need no parser: by YAML's grammar, {@code ---} at a line's start is a
 * marker whatever it stands in. So documents that can't matter are never parsed.
 */
public final class YamlFile {
    private static final int CHARS_MAX = 32 << 20;
    private static final int DOCUMENTS_MAX = 10_000;

    private final String path;
    private final String text;
    private final List<Chunk> chunks = new ArrayList<>();

    private YamlFile(String path, String text) {
        this.path = path;
        this.text = text;
        var lineEnd = lineEnd(text);
        var from = 0;
        var line = 1;
        for (var cut : cuts(text)) {
            chunks.add(new Chunk(new Source.Part(text.substring(from, cut), from, line, lineEnd)));
            line += newlines(text, from, cut);
            from = cut;
        }
        chunks.add(new Chunk(new Source.Part(text.substring(from), from, line, lineEnd)));
    }

    public static YamlFile read(String path, byte[] bytes) throws UnsafeYaml {
        if (bytes.length > CHARS_MAX) {
            throw new UnsafeYaml(1, "it has " + bytes.length + " bytes; " + CHARS_MAX + " are looked at", "split it");
        }
        try {
            // Malformed bytes are reported, never replaced: what is decoded here encodes to the same bytes again.
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var file = new YamlFile(path, text);
            if (file.chunks.size() > DOCUMENTS_MAX) {
                throw new UnsafeYaml(
                        1,
                        "it has " + file.chunks.size() + " documents; " + DOCUMENTS_MAX + " are looked at",
                        "split it");
            }
            return file;
        } catch (CharacterCodingException _) {
            throw new UnsafeYaml(1, "it is not UTF-8", "save the file as UTF-8");
        }
    }

    private static List<Integer> cuts(String text) {
        var cuts = new ArrayList<Integer>();
        if (text.startsWith("%") || text.contains("\n%")) {
            return cuts;
        }
        for (var at = text.indexOf("\n---"); at >= 0; at = text.indexOf("\n---", at + 1)) {
            var behind = at + 4;
            if (behind == text.length() || Ends.isBlank(text.charAt(behind))) {
                cuts.add(at + 1);
            }
        }
        return cuts;
    }

    private static int newlines(String text, int from, int to) {
        var count = 0;
        for (var at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        return count;
    }

    private static String lineEnd(String text) {
        var newline = text.indexOf('\n');
        return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** All documents. */
    public List<Document> documents() throws UnsafeYaml {
        return documentsWith("");
    }

    /**
     * The documents that may hold a scalar with this text in it; more may be among them. Only in double quotes can a character be
     * written as something else, and then with a backslash.
     */
    public List<Document> documentsWith(String word) throws UnsafeYaml {
        var documents = new ArrayList<Document>();
        for (var chunk : chunks) {
            if (chunk.mayHold(word)) {
                documents.addAll(chunk.documents());
            }
        }
        return documents;
    }
}
