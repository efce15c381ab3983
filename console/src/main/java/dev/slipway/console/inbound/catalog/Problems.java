package dev.slipway.console.inbound.catalog;

import dev.slipway.console.core.catalog.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong with one file. */
final class Problems {
    private static final int MAX = 50;
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node at, String text) {
        add(at.getStartMark(), text);
    }

    void add(Optional<Mark> at, String text) {
        if (found.size() < MAX) {
            found.add(new Problem(
                    file,
                    at.map(Mark::getLine).orElse(0) + 1,
                    at.map(Mark::getColumn).orElse(0) + 1,
                    text));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
