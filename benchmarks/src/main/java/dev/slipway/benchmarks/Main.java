package dev.slipway.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code ./slipway bench [PUSHES]}: start time, memory, and the pipeline's own share from push to live. */
public final class Main {
    private static final int PUSHES = 20;
    private static final int WARM_UP = 5;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var pushes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PUSHES;
        var data = Files.createTempDirectory("slipway-bench");
        System.out.println(Machine.description());
        try (var first = RunningSuite.start(data)) {
            print("first start, until ready", first.readyAfter());
        }
        try (var suite = RunningSuite.start(data)) {
            print("second start, until ready", suite.readyAfter());
            suite.pushAndAwait(WARM_UP);
            print("resident, everything in one JVM (PostgreSQL apart)", suite.residentMegabytes() + " MB");
            var shares = new ArrayList<Share>();
            for (var i = 0; i < pushes; i++) {
                shares.addAll(suite.pushAndAwait(1));
            }
            System.out.printf(Locale.ROOT, "%d pushes, one after the other:%n", shares.size());
            print("  push received to live", shares.stream().map(Share::whole).toList());
            print("  of that building", shares.stream().map(Share::building).toList());
            print(
                    "  of that rolling out (simulated)",
                    shares.stream().map(Share::rollingOut).toList());
            print("  the pipeline's own share", shares.stream().map(Share::own).toList());
        } finally {
            delete(data);
        }
    }

    private static void print(String what, Duration took) {
        print(what, took.toMillis() + " ms");
    }

    private static void print(String what, List<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        print(what, "p50 " + at(sorted, 0.5) + " ms, p99 " + at(sorted, 0.99) + " ms");
    }

    private static long at(List<Duration> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(share * sorted.size()) - 1))
                .toMillis();
    }

    private static void print(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-52s %s%n", what, figure);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
