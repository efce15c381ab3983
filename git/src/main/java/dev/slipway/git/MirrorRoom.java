package dev.slipway.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What all mirrors take together: where it is too much, those go first that were used longest ago, and none that may be at work. */
final class MirrorRoom {
    /** Longer than one fetch or push may take. */
    private static final Duration AT_WORK = Duration.ofMinutes(15);

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private final Path folder;
    private final long bytesMax;
    private final Function<String, MirrorFolder> mirrors;
    private final InstantSource clock;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> looked;

    MirrorRoom(Path folder, long bytesMax, Function<String, MirrorFolder> mirrors, InstantSource clock) {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.mirrors = mirrors;
        this.clock = clock;
        looked = new AtomicReference<>(clock.instant());
    }

    void used(String name) {
        var now = clock.instant();
        used.put(name, now);
        var last = looked.get();
        if (bytesMax > 0 && now.isAfter(last.plus(PAUSE)) && looked.compareAndSet(last, now)) {
            Thread.ofVirtual().name("room for mirrors").start(this::make);
        }
    }

    /** What can't be dropped now is looked at again the next time. */
    void make() {
        try {
            var all = all();
            var bytes = all.stream().mapToLong(Taken::bytes).sum();
            for (var oldest : all) {
                if (bytes <= bytesMax || oldest.used().plus(AT_WORK).isAfter(clock.instant())) {
                    return;
                }
                if (mirrors.apply(oldest.name()).drop()) {
                    bytes -= oldest.bytes();
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // files come and go while they are counted
        }
    }

    private record Taken(String name, Instant used, long bytes) {}

    /** Used longest ago first; those of an earlier process before all. */
    private List<Taken> all() throws IOException {
        try (var names = Files.list(folder)) {
            return names.filter(Files::isDirectory)
                    .map(mirror -> {
                        var name = mirror.getFileName().toString();
                        return new Taken(name, used.getOrDefault(name, Instant.EPOCH), bytes(mirror));
                    })
                    .sorted(Comparator.comparing(Taken::used))
                    .toList();
        }
    }

    private static long bytes(Path mirror) {
        try (var files = Files.walk(mirror)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
