package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Continued lines as one, with the number of the first; comments and empty lines are gone. */
record LogicalLine(int number, String text) {

    static List<LogicalLine> of(List<String> lines, char escape) {
        var continued = Pattern.compile("(^|[^E])E[ \t]*$".replace("E", Pattern.quote(String.valueOf(escape))));
        var found = new ArrayList<LogicalLine>();
        var open = new StringBuilder();
        var first = 0;
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            if (open.isEmpty()) {
                first = number;
                line = line.stripLeading();
            }
            var match = continued.matcher(line);
            if (match.find()) {
                open.append(line, 0, match.end(1)).append(match.end(1) == 0 && open.isEmpty() ? " " : "");
            } else {
                found.add(new LogicalLine(first, open.append(line).toString().strip()));
                open.setLength(0);
            }
        }
        if (!open.toString().isBlank()) {
            found.add(new LogicalLine(first, open.toString().strip()));
        }
        return found;
    }
}
