package dev.slipway.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code ./slipway bench [PUSHES]}: start time, memory, the pipeline's own share from push to live, and hooks. {@code 0}: hooks alone; {@code sweep REPOSITORIES}: sweeps. */
public final class Main {
    private static final int PUSHES = 20;
    private static final int WARM_UP = 5;
    private static final int CONNECTIONS = 64;
    private static final double NANOS_PER_MILLI = 1e6;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 && arguments[0].equals("sweep")) {
            sweep(Integer.parseInt(arguments[1]));
            return;
        }
        var pushes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PUSHES;
        var data = Files.createTempDirectory("slipway-bench");
        System.out.println(Machine.description());
        try (var first = RunningSuite.start(data)) {
            print("first start, until ready", first.readyAfter());
        }
        try (var suite = RunningSuite.start(data)) {
            print("second start, until ready", suite.readyAfter());
            if (pushes == 0) {
                hooks(suite);
                return;
            }
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
            hooks(suite);
        } finally {
            delete(data);
        }
    }

    private static void sweep(int repositories) throws Exception {
        var data = Files.createTempDirectory("slipway-bench");
        System.out.println(Machine.description());
        try (var suite = RunningSuite.start(data.resolve("suite"), "--processes");
                var sweeping = Sweeping.of(data.resolve("forge"), repositories)) {
            var cost = sweeping.cost(suite);
            print(
                    "webhook-service, sweeping " + repositories + " repositories a minute",
                    "%.1f %% of a core".formatted(100 * cost));
        } finally {
            delete(data);
        }
    }

    private static void hooks(RunningSuite suite) throws IOException, InterruptedException {
        var hooks = suite.hooks();
        hooks.send(CONNECTIONS, 0, 100_000);
        print("hooks, durable before they are answered:");
        var before = suite.cpu();
        print("  at 1,000 a second", hooks.send(CONNECTIONS, 1_000, 30_000));
        var between = suite.cpu();
        print("", cpu(between.minus(before), 30_000));
        print("  as many as 64 connections can", hooks.send(CONNECTIONS, 0, 100_000));
        print("", cpu(suite.cpu().minus(between), 100_000));
        print("resident afterwards", suite.residentMegabytes() + " MB");
    }

    private static void print(String what, Hooks.Sent sent) {
        print(what, sent.perSecond() + " a second, " + sent.refused() + " refused");
        print("", micros(sent.took()));
    }

    /** What does not depend on what else the machine does. */
    private static String cpu(Duration spent, int hooks) {
        return "%d µs of a core each, all that follows counted in".formatted(spent.toNanos() / 1_000 / hooks);
    }

    private static String micros(List<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        return "p50 %.1f ms, p99 %.1f ms"
                .formatted(nanosAt(sorted, 0.5) / NANOS_PER_MILLI, nanosAt(sorted, 0.99) / NANOS_PER_MILLI);
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static void print(String what, Duration took) {
        print(what, took.toMillis() + " ms");
    }

    private static void print(String what, List<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        print(what, "p50 " + at(sorted, 0.5) + " ms, p99 " + at(sorted, 0.99) + " ms");
    }

    private static long at(List<Duration> sorted, double share) {
        return nanosAt(sorted, share) / 1_000_000;
    }

    private static long nanosAt(List<Duration> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(share * sorted.size()) - 1))
                .toNanos();
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
