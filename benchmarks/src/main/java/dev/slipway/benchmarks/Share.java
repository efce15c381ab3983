package dev.slipway.benchmarks;

import java.time.Duration;
import java.time.Instant;

/** Where the time of one delivery went, by the times of its events. */
record Share(Instant received, Instant buildBegan, Instant built, Instant applied, Instant live) {

    Duration whole() {
        return Duration.between(received, live);
    }

    Duration building() {
        return Duration.between(buildBegan, built);
    }

    Duration rollingOut() {
        return Duration.between(applied, live);
    }

    /** All but building and rolling out. */
    Duration own() {
        return whole().minus(building()).minus(rollingOut());
    }
}
