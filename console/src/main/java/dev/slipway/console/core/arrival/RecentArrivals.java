package dev.slipway.console.core.arrival;

import dev.slipway.service.arrival.Arrival;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest arrivals of each project. */
public final class RecentArrivals {
    private static final int KEPT = 100;
    private final Map<String, Deque<Arrival>> byProject = new ConcurrentHashMap<>();

    /** The newest first. */
    public List<Arrival> of(String project) {
        var kept = byProject.get(project);
        if (kept == null) {
            return List.of();
        }
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    public void add(Arrival arrival) {
        var kept = byProject.computeIfAbsent(arrival.project(), _ -> new ArrayDeque<>());
        synchronized (kept) {
            kept.addFirst(arrival);
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
        }
    }

    public void clear() {
        byProject.clear();
    }
}
