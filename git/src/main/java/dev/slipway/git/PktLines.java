package dev.slipway.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Git's packet lines: four hexadecimal digits that count themselves too, then the text. */
final class PktLines {
    static final String FLUSH = "0000";
    static final String DELIMITER = "0001";
    private static final int DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private PktLines() {}

    static String line(String text) {
        return "%04x%s".formatted(DIGITS + text.getBytes(StandardCharsets.UTF_8).length, text);
    }

    /** @throws IllegalArgumentException if it is not lines and then a flush, and nothing else */
    static List<String> untilFlush(byte[] body) {
        var lines = new ArrayList<String>();
        for (var at = 0; at + DIGITS <= body.length; ) {
            var digits = new String(body, at, DIGITS, StandardCharsets.US_ASCII);
            if (digits.equals(FLUSH) && at + DIGITS == body.length) {
                return lines;
            }
            var length = Integer.parseInt(digits, HEXADECIMAL);
            if (length <= DIGITS || at + length > body.length) {
                break;
            }
            lines.add(new String(body, at + DIGITS, length - DIGITS, StandardCharsets.UTF_8));
            at += length;
        }
        throw new IllegalArgumentException("no lines that end with a flush");
    }
}
