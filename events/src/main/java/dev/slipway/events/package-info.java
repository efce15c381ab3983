/** The contract: what Slipway's services tell each other and everybody else. Plain Java. */
@NullMarked
package dev.slipway.events;

import org.jspecify.annotations.NullMarked;
