package dev.slipway.simulator;

import java.util.stream.LongStream;

/** {@code ./slipway simulate [SEED]}. */
public final class Main {
    private static final int MANY = 1_000;

    private Main() {}

    public static void main(String[] arguments) {
        var one = arguments.length > 0;
        if (one && !arguments[0].matches("[0-9]{1,18}")) {
            System.err.println("slipway: a seed is a number, not '" + arguments[0] + "'");
            System.exit(2);
        }
        if (!one) {
            System.out.println("running " + MANY + " schedules, seeds 0 to " + (MANY - 1) + " …");
        }
        var seeds = one ? LongStream.of(Long.parseLong(arguments[0])) : LongStream.range(0, MANY);
        var broken = seeds.mapToObj(Simulation::run)
                .peek(report -> {
                    if (one || !report.holds()) {
                        System.out.println(report);
                    }
                })
                .filter(report -> !report.holds())
                .count();
        System.out.println(broken == 0 ? "everything held" : broken + " schedules broke an invariant");
        System.exit(broken == 0 ? 0 : 1);
    }
}
