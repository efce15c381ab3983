package dev.slipway.configediting;

import dev.slipway.configediting.LineDiff.Kind;
import dev.slipway.configediting.LineDiff.Line;
import java.util.ArrayList;
import java.util.List;

/** The difference between two texts as {@code diff -u} writes it, so that people and {@code git apply} can read it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<Line> lines;
    private final StringBuilder text = new StringBuilder();

    private UnifiedDiff(List<Line> lines) {
        this.lines = lines;
    }

    /** Empty when the texts are equal. */
    public static String of(String path, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        var hunks = new UnifiedDiff(LineDiff.between(lines(before), lines(after))).hunks();
        return "--- a/" + path + "\n+++ b/" + path + "\n" + hunks;
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (var start = 0; start < text.length(); ) {
            var newline = text.indexOf('\n', start);
            var end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private String hunks() {
        var from = nextChange(0);
        while (from < lines.size()) {
            var to = from;
            for (var next = from; next < lines.size() && next - to <= 2 * CONTEXT; next = nextChange(to)) {
                to = next + 1;
            }
            hunk(Math.max(0, from - CONTEXT), Math.min(lines.size(), to + CONTEXT));
            from = nextChange(to);
        }
        return text.toString();
    }

    private int nextChange(int start) {
        var next = start;
        while (next < lines.size() && lines.get(next).kind() == Kind.SAME) {
            next++;
        }
        return next;
    }

    private void hunk(int from, int to) {
        text.append("@@ -").append(range(from, to, Kind.ADDED));
        text.append(" +").append(range(from, to, Kind.REMOVED)).append(" @@\n");
        for (var line : lines.subList(from, to)) {
            text.append(mark(line.kind())).append(line.text());
            if (!line.text().endsWith("\n")) {
                text.append("\n\\ No newline at end of file\n");
            }
        }
    }

    private String range(int from, int to, Kind notIn) {
        var before = count(0, from, notIn);
        var size = count(from, to, notIn);
        var start = size == 0 ? before : before + 1;
        return size == 1 ? "" + start : start + "," + size;
    }

    private long count(int from, int to, Kind notIn) {
        return lines.subList(from, to).stream()
                .filter(line -> line.kind() != notIn)
                .count();
    }

    private static char mark(Kind kind) {
        return switch (kind) {
            case SAME -> ' ';
            case REMOVED -> '-';
            case ADDED -> '+';
        };
    }
}
