package dev.slipway.simulator;

import java.util.List;

/** How a schedule went. */
public record Report(long seed, int steps, int crashes, int pushes, int releases, List<String> broken) {

    public boolean holds() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        var went = "seed %d: %d steps, %d crashes, %d pushes, %d releases"
                .formatted(seed, steps, crashes, pushes, releases);
        return holds()
                ? went + ": everything held"
                : went + "\n  - " + String.join("\n  - ", broken) + "\n  replay: ./slipway simulate " + seed;
    }
}
