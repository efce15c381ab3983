package dev.slipway.notifier.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A small memory that forgets what is oldest. */
public record Recent<V>(List<Entry<V>> entries) {

    public record Entry<V>(String key, V value) {}

    public Recent {
        entries = List.copyOf(entries);
    }

    static <V> Recent<V> none() {
        return new Recent<>(List.of());
    }

    Optional<V> find(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(Entry::value);
    }

    Recent<V> with(String key, V value, int most) {
        return new Recent<>(appended(without(key).entries, new Entry<>(key, value), most));
    }

    Recent<V> without(String key) {
        return new Recent<>(
                entries.stream().filter(entry -> !entry.key().equals(key)).toList());
    }

    static <T> List<T> appended(List<T> list, T more, int most) {
        var longer = new ArrayList<T>(list.size() + 1);
        Stream.concat(list.stream(), Stream.of(more))
                .skip(Math.max(0, list.size() + 1 - most))
                .forEach(longer::add);
        return longer;
    }
}
