/** Runs all deciders and actors in one thread against fakes, with everything going wrong that can, and checks what must hold all the same. */
@NullMarked
package dev.slipway.simulator;

import org.jspecify.annotations.NullMarked;
