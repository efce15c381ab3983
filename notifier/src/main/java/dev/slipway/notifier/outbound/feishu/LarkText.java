package dev.slipway.notifier.outbound.feishu;

/** Makes what others wrote harmless in Feishu's markdown: no tags, links, mentions or formats, and one line. */
final class LarkText {
    private static final int ASCII_MAX = 127;

    private LarkText() {}

    /** Every ASCII character that could mean something is written as an entity. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        plain(text).codePoints().forEach(c -> {
            if (c > ASCII_MAX || Character.isLetterOrDigit(c) || c == ' ' || c == ',') {
                safe.appendCodePoint(c);
            } else {
                safe.append("&#").append(c).append(';');
            }
        });
        return safe.toString();
    }

    /** One line without controls, invisible ones among them that turn the direction of writing. */
    static String plain(String text) {
        var flat = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> isSpace(c) ? ' ' : c)
                .filter(LarkText::isVisible)
                .forEach(flat::appendCodePoint);
        return flat.toString().replaceAll(" {2,}", " ").strip();
    }

    static String cut(String text, int max, String mark) {
        if (text.length() <= max) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + mark;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
