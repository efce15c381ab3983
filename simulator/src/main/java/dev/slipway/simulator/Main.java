package dev.slipway.simulator;

import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** {@code ./slipway simulate [SEED|FROM-TO]}. */
public final class Main {
    private static final Pattern SEEDS = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");
    private static final String MANY = "0-999";

    private Main() {}

    public static void main(String[] arguments) {
        var said = arguments.length > 0 ? arguments[0] : MANY;
        var seeds = SEEDS.matcher(said);
        if (!seeds.matches()) {
            System.err.println("slipway: a seed is a number, and many are FROM-TO; not '" + said + "'");
            System.exit(2);
        }
        var isOne = seeds.group(2) == null;
        var first = Long.parseLong(seeds.group(1));
        var last = isOne ? first : Long.parseLong(seeds.group(2));
        if (last < first) {
            System.err.println("slipway: there is no seed in '" + said + "': the first comes first");
            System.exit(2);
        }
        if (!isOne) {
            System.out.println("running " + (last - first + 1) + " schedules, seeds " + first + " to " + last + " …");
        }
        var broken = LongStream.rangeClosed(first, last)
                .mapToObj(Simulation::run)
                .peek(report -> {
                    if (isOne || !report.holds()) {
                        System.out.println(report);
                    }
                })
                .filter(report -> !report.holds())
                .count();
        System.out.println(broken == 0 ? "everything held" : broken + " schedules broke an invariant");
        System.exit(broken == 0 ? 0 : 1);
    }
}
