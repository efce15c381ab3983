package dev.slipway.simulator;

import java.util.stream.LongStream;

/** {@code ./slipway simulate [SEED]}. */
public final class Main {
    private static final int MANY = 1_000;

    private Main() {}

    public static void main(String[] arguments) {
        var seeds = arguments.length > 0 ? LongStream.of(Long.parseLong(arguments[0])) : LongStream.range(0, MANY);
        var broken = seeds.mapToObj(Simulation::run)
                .peek(report -> {
                    if (arguments.length > 0 || !report.holds()) {
                        System.out.println(report);
                    }
                })
                .filter(report -> !report.holds())
                .count();
        System.out.println(broken == 0 ? "everything held" : broken + " schedules broke an invariant");
        System.exit(broken == 0 ? 0 : 1);
    }
}
