package dev.slipway.syncservice.core;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was asked for of an engine.
 *
 * @param orders the newest of them, in the order in which they came: each may come twice, and late
 */
record Installing(List<UUID> orders) {
    static final Installing NOTHING = new Installing(List.of());
    private static final int KNOWN_MAX = 50;

    Installing {
        orders = List.copyOf(orders);
    }

    boolean knows(UUID order) {
        return orders.contains(order);
    }

    Installing with(UUID order) {
        return new Installing(Stream.concat(orders.stream(), Stream.of(order))
                .skip(orders.size() < KNOWN_MAX ? 0 : 1)
                .toList());
    }
}
