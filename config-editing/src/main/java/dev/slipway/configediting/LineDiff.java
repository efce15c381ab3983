package dev.slipway.configediting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shortest way from one list of lines to another, by Myers; a way too long is one big replacement. */
final class LineDiff {
    private static final int EDITS_MAX = 1_500;

    private final List<String> before;
    private final List<String> after;

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    record Line(Kind kind, String text) {}

    static List<Line> between(List<String> before, List<String> after) {
        var start = 0;
        var common = Math.min(before.size(), after.size());
        while (start < common && before.get(start).equals(after.get(start))) {
            start++;
        }
        var tail = 0;
        while (tail < common - start
                && before.reversed().get(tail).equals(after.reversed().get(tail))) {
            tail++;
        }
        var middle =
                new LineDiff(before.subList(start, before.size() - tail), after.subList(start, after.size() - tail));
        var lines = new ArrayList<Line>();
        add(lines, Kind.SAME, before.subList(0, start));
        lines.addAll(middle.lines());
        add(lines, Kind.SAME, before.subList(before.size() - tail, before.size()));
        return lines;
    }

    private List<Line> lines() {
        var trace = new ArrayList<int[]>();
        var ends = new int[2 * EDITS_MAX + 3];
        for (var edits = 0; edits <= EDITS_MAX; edits++) {
            trace.add(ends.clone());
            for (var k = -edits; k <= edits; k += 2) {
                var x = step(ends, k, edits);
                while (x < before.size()
                        && x - k < after.size()
                        && before.get(x).equals(after.get(x - k))) {
                    x++;
                }
                ends[k + EDITS_MAX + 1] = x;
                if (x >= before.size() && x - k >= after.size()) {
                    return backwards(trace);
                }
            }
        }
        return replaced();
    }

    /** How far the best way with one edit less gets on the diagonals beside k, plus that edit. */
    private static int step(int[] ends, int k, int edits) {
        var left = ends[k - 1 + EDITS_MAX + 1];
        var right = ends[k + 1 + EDITS_MAX + 1];
        return goesDown(k, edits, left, right) ? right : left + 1;
    }

    private static boolean goesDown(int k, int edits, int left, int right) {
        return k == -edits || (k != edits && left < right);
    }

    private List<Line> backwards(List<int[]> trace) {
        var lines = new ArrayList<Line>();
        var x = before.size();
        var y = after.size();
        for (var edits = trace.size() - 1; edits >= 0; edits--) {
            var ends = trace.get(edits);
            var k = x - y;
            var left = ends[k - 1 + EDITS_MAX + 1];
            var right = ends[k + 1 + EDITS_MAX + 1];
            var down = goesDown(k, edits, left, right);
            var fromX = edits == 0 ? 0 : down ? right : left;
            var fromY = edits == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
            while (x > fromX && y > fromY) {
                lines.add(new Line(Kind.SAME, before.get(--x)));
                y--;
            }
            if (y > fromY) {
                lines.add(new Line(Kind.ADDED, after.get(--y)));
            } else if (x > fromX) {
                lines.add(new Line(Kind.REMOVED, before.get(--x)));
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    private List<Line> replaced() {
        var lines = new ArrayList<Line>();
        add(lines, Kind.REMOVED, before);
        add(lines, Kind.ADDED, after);
        return lines;
    }

    private static void add(List<Line> lines, Kind kind, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(kind, text)));
    }
}
