package dev.slipway.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Config changes from topic to topic, beside a shell script that makes the same ones in the same run. */
final class CommitFigures {
    private static final int ALONE = 100;
    /** So many later the second compiler has done its part: until then it takes a share of the machine of its own. */
    private static final int COMPILED_AFTER = 300;

    private static final int STREAM = 5_000;
    private static final int UNDER_WAY = 1_000;
    private static final int BY_SCRIPT = 10;

    private CommitFigures() {}

    static void measure(Path data, int files) throws Exception {
        var many = ConfigRepositoryOfMany.of(files);
        try (var suite = RunningSuite.start(data.resolve("suite"), "--processes")) {
            many.make(suite.gitFolder().resolve("bench/config.git"));
            suite.hold("sync-service");
            suite.hold("notifier");
            suite.hold("build-service");
            try (var commits = new Commits(suite, many)) {
                commits.alone(30);
                for (var round = 0; round < 3; round++) {
                    commits.together();
                }
                Table.line("a config branch of " + files + " files, " + many.applicationsInAll() + " applications:");
                Table.line("  one change after the other, soon after the start", commits.alone(ALONE));
                commits.alone(COMPILED_AFTER);
                Table.line("  one change after the other, " + COMPILED_AFTER + " later", commits.alone(ALONE));
                for (var round = 0; round < 3; round++) {
                    together(suite, commits);
                }
                stream(suite, commits, many, data);
            }
        }
    }

    private static void together(RunningSuite suite, Commits commits) throws IOException {
        var before = pushes(suite);
        Table.line("  all at once", commits.together().toMillis() + " ms in " + (pushes(suite) - before) + " pushes");
    }

    private static void stream(RunningSuite suite, Commits commits, ConfigRepositoryOfMany many, Path data)
            throws IOException, InterruptedException {
        var before = suite.cpu("config-updater");
        var ours = perSecond(STREAM, commits.stream(STREAM, UNDER_WAY));
        var cpu = suite.cpu("config-updater").minus(before).dividedBy(STREAM);
        Table.line("  " + STREAM + " in a stream", figure(ours) + " a second");
        Table.line("", cpu.toNanos() / 1_000 + " µs of a core each in config-updater");
        var script = new ShellScript(data.resolve("script"), suite.gitWithPassword("bench/config"), many);
        script.run(1);
        var took = script.run(BY_SCRIPT);
        Table.line("  a shell script, one change after the other", took);
        var theirs = perSecond(BY_SCRIPT, sum(took));
        Table.line("", figure(theirs) + " a second; we make " + figure(ours / theirs) + " times as many");
    }

    private static long pushes(RunningSuite suite) throws IOException {
        var log = suite.gitFolder().resolve("bench/config.git/logs/refs/heads/" + ConfigRepositoryOfMany.BRANCH);
        try (var lines = Files.lines(log)) {
            return lines.count();
        }
    }

    private static Duration sum(List<Duration> took) {
        return took.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static double perSecond(int number, Duration took) {
        return number / (took.toNanos() / 1e9);
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }
}
