package dev.slipway.configediting.yaml;

/** Where things end that the parser's marks do not tell. */
final class Ends {
    private Ends() {}

    /** The parser counts anchor and tag, and the blanks, comments and line ends behind them, to the node. */
    static int skipProperties(String text, int start, int end) {
        var at = start;
        while (at < end) {
            var c = text.charAt(at);
            if (text.startsWith("!<", at)) {
                at = Math.max(at + 1, text.indexOf('>', at) + 1);
            } else if (c == '&' || c == '!') {
                while (at < end && !isBlank(text.charAt(at)) && ",[]{}".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            } else if (isBlank(c)) {
                at++;
            } else if (c == '#' && at > start && isBlank(text.charAt(at - 1))) {
                at = lineEnd(text, at);
            } else {
                return at;
            }
        }
        return end;
    }

    /** A block's own end: behind its last line's text, or, where it keeps all line ends, behind them. */
    static int ofBlock(String text, int start, int end) {
        var header = text.substring(start, Math.min(end, lineEnd(text, start)));
        if (header.replaceAll("(?<=\\s|^)#.*", "").matches(".*[|>][0-9]?\\+[0-9]?\\s*")) {
            return end;
        }
        var last = end;
        while (last > start && isBlank(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    /** Before the line end, and before its carriage return. */
    static int lineEnd(String text, int from) {
        var newline = text.indexOf('\n', from);
        if (newline < 0) {
            return text.length();
        }
        return newline > 0 && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
