package dev.slipway.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;

/** {@code ./slipway bench [WHAT [HOW MANY]]}: figures, each measured in a suite of its own. */
public final class Main {
    private static final int WARM_UP = 5;
    private static final int CONNECTIONS = 64;
    private static final int[] SIZES = {10, 100, 1_000, 5_000, 50_000};

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var what = arguments.length > 0 ? arguments[0] : "all";
        var number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Table.line(Machine.description());
        var data = Files.createTempDirectory("slipway-bench");
        try {
            switch (what) {
                case "all" -> {
                    pushes(data, 20);
                    hooks(data);
                }
                case "pushes" -> pushes(data, number == 0 ? 20 : number);
                case "hooks" -> hooks(data);
                case "sweep" -> sweep(data, number == 0 ? 5_000 : number);
                case "commits" -> CommitFigures.measure(data, number == 0 ? 5_000 : number);
                case "writer" -> Writing.grow(data, number == 0 ? SIZES : new int[] {number});
                case "history" -> Writing.history(data, 5_000, number == 0 ? 50_000 : number, 10);
                case "edits" -> Editing.main(arguments);
                case "engines" -> EngineFigures.measure(data, number == 0 ? 200 : number);
                default -> {
                    System.err.println(
                            "bench: there are pushes, hooks, sweep, commits, writer, history, edits and engines, each with how many");
                    System.exit(2);
                }
            }
        } finally {
            delete(data);
        }
        System.exit(0); // a client of the API server stays awake when it is closed
    }

    private static void pushes(Path data, int pushes) throws IOException, InterruptedException {
        try (var first = RunningSuite.start(data)) {
            Table.line("first start, until ready", first.readyAfter());
        }
        try (var suite = RunningSuite.start(data)) {
            Table.line("second start, until ready", suite.readyAfter());
            suite.pushAndAwait(WARM_UP);
            Table.line("resident, everything in one JVM (PostgreSQL apart)", suite.residentMegabytes() + " MB");
            var shares = new ArrayList<Share>();
            for (var i = 0; i < pushes; i++) {
                shares.addAll(suite.pushAndAwait(1));
            }
            Table.line(shares.size() + " pushes, one after the other:");
            Table.line(
                    "  push received to live", shares.stream().map(Share::whole).toList());
            Table.line(
                    "  of that building", shares.stream().map(Share::building).toList());
            Table.line(
                    "  of that rolling out (simulated)",
                    shares.stream().map(Share::rollingOut).toList());
            Table.line(
                    "  the pipeline's own share",
                    shares.stream().map(Share::own).toList());
        }
    }

    private static void hooks(Path data) throws IOException, InterruptedException {
        try (var suite = RunningSuite.start(data, "--processes")) {
            var hooks = suite.hooks();
            hooks.send(CONNECTIONS, 0, 50_000);
            hooks.send(CONNECTIONS, 1_000, 60_000); // the JVMs compile for a while
            Table.line("hooks, durable before they are answered; each service in a process of its own:");
            hooks("  at 1,000 a second", suite, hooks, 1_000, 30_000);
            hooks("  as many as 64 connections can", suite, hooks, 0, 100_000);
            Table.line("webhook-service, resident afterwards", suite.residentMegabytes("webhook-service") + " MB");
        }
    }

    private static void hooks(String what, RunningSuite suite, Hooks hooks, int perSecond, int number)
            throws IOException, InterruptedException {
        var before = suite.cpu();
        var sent = hooks.send(CONNECTIONS, perSecond, number);
        var each = suite.cpu().minus(before).dividedBy(number);
        Table.line(what, sent.perSecond() + " a second, " + sent.refused() + " refused");
        Table.line("", sent.took());
        Table.line("", each.toNanos() / 1_000 + " µs of a core each, with all that follows from it");
    }

    private static void sweep(Path data, int repositories) throws Exception {
        try (var suite = RunningSuite.start(data.resolve("suite"), "--processes");
                var sweeping = Sweeping.of(data.resolve("forge"), repositories)) {
            Table.line(
                    "webhook-service, sweeping " + repositories + " repositories a minute",
                    String.format(Locale.ROOT, "%.1f %% of a core", 100 * sweeping.cost(suite)));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
