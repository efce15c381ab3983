/** A log with transactions, instances that crash, rebalance and come back as zombies; seeded, so that a schedule can be run again. */
@NullMarked
package dev.slipway.simulator.engine;

import org.jspecify.annotations.NullMarked;
