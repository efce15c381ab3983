package dev.slipway.cli.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where answers are written. */
public final class Screen {
    private static final String GAP = "  ";
    private final PrintStream out;
    private final boolean colours;

    public Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    public void line(String text) {
        line(Span.plain(text));
    }

    public void line(Span... spans) {
        line(List.of(spans));
    }

    public void line(List<Span> spans) {
        var line = new StringBuilder();
        spans.forEach(span -> line.append(painted(span)));
        out.println(line.toString().stripTrailing());
    }

    /** The first row is the heading. */
    public void table(List<String> heading, List<List<Span>> rows) {
        var all = new ArrayList<List<Span>>();
        all.add(heading.stream().map(Span::dim).toList());
        all.addAll(rows);
        columns(all);
    }

    /** Rows whose cells stand below each other; the last cell of a row takes what it needs. */
    public void columns(List<List<Span>> rows) {
        var widths = IntStream.range(0, rows.stream().mapToInt(List::size).max().orElse(0))
                .map(column -> rows.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> row.get(column).width())
                        .max()
                        .orElse(0))
                .toArray();
        for (var row : rows) {
            var line = new ArrayList<Span>();
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                line.add(cell);
                line.add(Span.plain(" ".repeat(widths[column] - cell.width()) + GAP));
            }
            line(line);
        }
    }

    /** For programs: as it came. */
    public void json(byte[] answer) {
        out.write(answer, 0, answer.length);
        out.println();
    }

    /** Nobody reads any more: the other end of the pipe is closed. */
    public boolean isGone() {
        return out.checkError();
    }

    private String painted(Span span) {
        return colours && !span.text().isBlank() ? span.style().paint(span.text()) : span.text();
    }
}
