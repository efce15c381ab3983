package dev.slipway.cli.screen;

import java.util.regex.Pattern;

/** A piece of a line. What somebody else wrote can neither move the cursor, nor break the line, nor turn its direction. */
public record Span(String text, Style style) {
    private static final Pattern BREAKS = Pattern.compile("[\\n\\r\\t\\u0085\\u2028\\u2029]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    public Span {
        text = clean(text);
    }

    public static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    public static Span dim(String text) {
        return new Span(text, Style.DIM);
    }

    public static String clean(String text) {
        return CONTROLS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("�");
    }

    /** At most so many columns, with a sign that something was left out. */
    public Span cut(int columns) {
        if (width() <= columns) {
            return this;
        }
        var kept = new StringBuilder();
        var left = columns - 1;
        for (var point : text.codePoints().toArray()) {
            left -= columns(point);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return new Span(kept + "…", style);
    }

    /** Columns of a terminal: a Chinese character takes two. */
    public int width() {
        return text.codePoints().map(Span::columns).sum();
    }

    private static int columns(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return point >= 0x1100
                && (point <= 0x115f
                        || within(point, 0x2e80, 0xa4cf)
                        || within(point, 0xac00, 0xd7a3)
                        || within(point, 0xf900, 0xfaff)
                        || within(point, 0xfe30, 0xfe6f)
                        || within(point, 0xff00, 0xff60)
                        || within(point, 0xffe0, 0xffe6)
                        || within(point, 0x1f300, 0x1faff)
                        || within(point, 0x20000, 0x3fffd));
    }

    private static boolean within(int point, int first, int last) {
        return first <= point && point <= last;
    }
}
