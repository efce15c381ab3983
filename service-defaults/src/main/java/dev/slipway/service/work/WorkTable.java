package dev.slipway.service.work;

import dev.slipway.events.wire.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition as they were read from its topic, and nothing else: what an act has settled stays untouched until its end
 * has been read back. No Kafka in it, so that the simulator runs the very same.
 */
public final class WorkTable<W> {
    private final RowCodec<W> codec;
    private final Map<String, Map<String, Row<W>>> open = new LinkedHashMap<>();
    private final Map<String, Map<String, Order>> orders = new LinkedHashMap<>();
    private final Map<String, byte[]> notes = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> settled = new HashSet<>();
    /** What acts under way have kept, until it is read back: only what comes after it is the act's end. */
    private final Map<String, Queue<byte[]>> early = new HashMap<>();
    /** As long as nothing changes: thousands that wait are not looked at many times a second. */
    private Instant nothingBefore = Instant.MIN;

    public WorkTable(RowCodec<W> codec) {
        this.codec = codec;
    }

    /** All rows of a resource that wait, of which at least one is due; or what people have ordered about them. */
    public record Due<W>(String resource, List<Row<W>> rows, List<Order> orders, boolean paused) {}

    /** @throws IllegalArgumentException if the value is no row */
    public synchronized void read(String key, byte @Nullable [] value) {
        nothingBefore = Instant.MIN;
        if (value != null && isEarly(key, value)) {
            notes.put(key, value);
            return;
        }
        early.remove(key);
        settled.remove(key);
        if (Row.isNote(key)) {
            if (value == null) {
                notes.remove(key);
            } else {
                notes.put(key, value);
            }
            return;
        }
        var resource = Row.resourceOf(key);
        if (Order.isKey(key)) {
            order(resource, key, value);
        } else if (value != null) {
            var row = codec.decode(value);
            open.computeIfAbsent(resource, _ -> new LinkedHashMap<>()).put(key, row);
        } else {
            open.computeIfPresent(resource, (_, rows) -> {
                rows.remove(key);
                return rows.isEmpty() ? null : rows;
            });
        }
    }

    /** Those before it need not be read any more: they may have been compacted away. */
    private boolean isEarly(String key, byte[] value) {
        var kept = early.getOrDefault(key, new ArrayDeque<>());
        if (kept.stream().noneMatch(one -> Arrays.equals(one, value))) {
            return false;
        }
        while (!Arrays.equals(kept.poll(), value)) {}
        if (kept.isEmpty()) {
            early.remove(key);
        }
        return true;
    }

    private void order(String resource, String key, byte @Nullable [] value) {
        if (value != null) {
            orders.computeIfAbsent(resource, _ -> new LinkedHashMap<>()).put(key, Json.read(value, Order.class));
        } else {
            orders.computeIfPresent(resource, (_, given) -> {
                given.remove(key);
                return given.isEmpty() ? null : given;
            });
        }
    }

    /** What can begin now; its resources are busy until they are released. */
    public synchronized List<Due<W>> begin(Instant now, int most) {
        if (now.isBefore(nothingBefore)) {
            return List.of();
        }
        var begun = begun(now, most);
        nothingBefore = begun.isEmpty() ? firstAfter(now) : Instant.MIN;
        return begun;
    }

    /** What is due already, and can't begin, can when something changes. */
    private Instant firstAfter(Instant now) {
        return open.values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(row -> !row.due(now))
                .map(Row::nextTry)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private List<Due<W>> begun(Instant now, int most) {
        var begun = new ArrayList<Due<W>>();
        for (var resource : List.copyOf(orders.keySet())) {
            if (begun.size() < most && isFree(resource)) {
                var given = given(resource);
                if (given.stream().anyMatch(order -> Orders.isOver(order, given))) {
                    begun.add(begin(resource, waiting(open.getOrDefault(resource, Map.of())), given));
                }
            }
        }
        if (isPaused(Order.ALL)) {
            return begun;
        }
        for (var entry : open.entrySet()) {
            if (begun.size() == most) {
                break;
            }
            if (!isFree(entry.getKey()) || isPaused(entry.getKey())) {
                continue;
            }
            var rows = waiting(entry.getValue());
            if (rows.stream().anyMatch(row -> row.due(now))) {
                begun.add(begin(entry.getKey(), rows, List.of()));
            }
        }
        return begun;
    }

    private Due<W> begin(String resource, List<Row<W>> rows, List<Order> given) {
        busy.add(resource);
        return new Due<>(resource, rows, given, isPaused(resource) || isPaused(Order.ALL));
    }

    private boolean isFree(String resource) {
        var note = Row.noteKey(resource);
        return !busy.contains(resource) && !settled.contains(note) && !early.containsKey(note);
    }

    private boolean isPaused(String resource) {
        var given = given(resource);
        return given.stream().anyMatch(order -> !Orders.isOver(order, given));
    }

    private List<Order> given(String resource) {
        return orders.getOrDefault(resource, Map.of()).entrySet().stream()
                .filter(entry -> !settled.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What an act keeps before its end. */
    public synchronized void keep(String resource, byte[] note) {
        early.computeIfAbsent(Row.noteKey(resource), _ -> new ArrayDeque<>()).add(note);
        nothingBefore = Instant.MIN;
    }

    public synchronized void settle(String resource, Outcome<W> outcome) {
        outcome.closed().forEach(row -> settled.add(row.key()));
        outcome.ended().forEach(order -> settled.add(order.key()));
        outcome.later().forEach(later -> settled.add(later.row().key()));
        if (outcome.note() != null) {
            settled.add(Row.noteKey(resource));
        }
        nothingBefore = Instant.MIN;
    }

    public synchronized void release(String resource) {
        busy.remove(resource);
        nothingBefore = Instant.MIN;
    }

    public synchronized List<Row<W>> newer(String resource, List<Row<W>> begun) {
        return waiting(open.getOrDefault(resource, Map.of())).stream()
                .filter(row -> begun.stream().noneMatch(known -> known.id().equals(row.id())))
                .toList();
    }

    /** Whether somebody has ordered so, and it is still to be done. */
    synchronized boolean isGivenUp(String resource) {
        return given(resource).stream().anyMatch(order -> order.kind() == Order.Kind.GIVE_UP);
    }

    public synchronized <N> Optional<N> note(String resource, Class<N> type) {
        return Optional.ofNullable(notes.get(Row.noteKey(resource))).map(json -> Json.read(json, type));
    }

    public synchronized int size() {
        return open.values().stream().mapToInt(Map::size).sum();
    }

    public synchronized Optional<Row<W>> oldest() {
        return open.values().stream().flatMap(rows -> rows.values().stream()).min(Comparator.comparing(Row::since));
    }

    private List<Row<W>> waiting(Map<String, Row<W>> rows) {
        return rows.values().stream()
                .filter(row -> !settled.contains(row.key()))
                .toList();
    }
}
