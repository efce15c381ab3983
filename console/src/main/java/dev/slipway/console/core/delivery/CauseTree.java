package dev.slipway.console.core.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which event follows from which, as an outline. */
public final class CauseTree {
    private final Collection<RawEvent> events;
    private final List<Line> lines = new ArrayList<>();
    private final Set<UUID> placed = new HashSet<>();

    /** @param depth 0 for what began it */
    public record Line(int depth, RawEvent event) {}

    private CauseTree(Collection<RawEvent> events) {
        this.events = events;
    }

    public static List<Line> of(Collection<RawEvent> events) {
        var tree = new CauseTree(events);
        var known = events.stream().map(RawEvent::id).collect(Collectors.toSet());
        events.stream()
                .filter(e -> e.cause() == null || !known.contains(e.cause()))
                .forEach(root -> tree.place(root, 0));
        return List.copyOf(tree.lines);
    }

    private void place(RawEvent event, int depth) {
        if (placed.add(event.id())) {
            lines.add(new Line(depth, event));
            events.stream().filter(e -> event.id().equals(e.cause())).forEach(e -> place(e, depth + 1));
        }
    }
}
