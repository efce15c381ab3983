package dev.slipway.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures as they are printed. */
final class Table {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    private Table() {}

    static void line(String text) {
        System.out.println(text);
    }

    static void line(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-52s %s%n", what, figure);
    }

    static void line(String what, Duration took) {
        line(what, took.toMillis() + " ms");
    }

    static void line(String what, List<Duration> durations) {
        line(
                what,
                String.format(
                        Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", millisAt(durations, 0.5), millisAt(durations, 0.99)));
    }

    static void micros(String what, List<Duration> durations) {
        line(
                what,
                String.format(
                        Locale.ROOT,
                        "p50 %.1f µs, p99 %.1f µs",
                        millisAt(durations, 0.5) * MICROS_PER_MILLI,
                        millisAt(durations, 0.99) * MICROS_PER_MILLI));
    }

    static double millisAt(List<Duration> durations, double share) {
        var sorted = durations.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(share * sorted.size()) - 1))
                        .toNanos()
                / NANOS_PER_MILLI;
    }
}
