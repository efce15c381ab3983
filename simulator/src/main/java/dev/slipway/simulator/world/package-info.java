/** The outside as the services' ports see it: forge, registry, config branch, cluster, chat. Slow, refusing, and dying in the middle. */
@NullMarked
package dev.slipway.simulator.world;

import org.jspecify.annotations.NullMarked;
