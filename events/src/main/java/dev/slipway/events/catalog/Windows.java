package dev.slipway.events.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spans of the week, of which one at least has to be open. */
public record Windows(List<Window> all) {

    public Windows {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException if a text is no window, with what to write */
    public static Windows of(List<String> texts) {
        return new Windows(texts.stream().map(Window::of).toList());
    }

    public boolean isOpen(Instant now) {
        return all.stream().anyMatch(window -> window.isOpen(now));
    }

    /** When one opens next; now, where one is open. Empty only where there is none. */
    public Optional<Instant> opens(Instant now) {
        return isOpen(now)
                ? Optional.of(now)
                : all.stream()
                        .map(window -> window.opensAfter(now))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
    }

    @Override
    public String toString() {
        return all.stream().map(Window::toString).collect(Collectors.joining(", "));
    }
}
