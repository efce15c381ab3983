package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits at white space that is neither quoted nor escaped; quotes and escapes stay for {@link Expansion}. */
final class Words {
    private Words() {}

    static List<String> split(String text, char escape) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c == escape && quote != '\'' && index + 1 < text.length()) {
                word.append(c).append(text.charAt(++index));
            } else if (quote == '\0' && Character.isWhitespace(c)) {
                close(word, words);
            } else {
                quote = next(quote, c);
                word.append(c);
            }
        }
        close(word, words);
        return List.copyOf(words);
    }

    private static char next(char quote, char c) {
        if (quote == '\0') {
            return c == '"' || c == '\'' ? c : '\0';
        }
        return c == quote ? '\0' : quote;
    }

    private static void close(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
