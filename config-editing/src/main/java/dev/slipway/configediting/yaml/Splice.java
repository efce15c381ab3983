package dev.slipway.configediting.yaml;

import java.util.Comparator;
import java.util.List;

/** Characters of a file, and what to put there instead. */
record Splice(int start, int end, String text) {

    /** For offsets within a source; the text's line ends are {@code \n}. */
    static Splice in(Source source, int start, int end, String text) {
        var written = text.replace("\r\n", "\n").replace("\n", source.lineEnd() + source.indent());
        return new Splice(source.outer(start), source.outer(end), written);
    }

    /** Splices at one place keep their order. */
    static String all(String text, int offset, List<Splice> splices) {
        var result = new StringBuilder();
        var from = 0;
        var sorted =
                splices.stream().sorted(Comparator.comparingInt(Splice::start)).toList();
        for (var splice : sorted) {
            result.append(text, from, splice.start - offset).append(splice.text);
            from = splice.end - offset;
        }
        return result.append(text, from, text.length()).toString();
    }
}
