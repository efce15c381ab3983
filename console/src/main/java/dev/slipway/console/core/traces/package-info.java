/** Deliveries as traces, for tools that draw them. */
@NullMarked
package dev.slipway.console.core.traces;

import org.jspecify.annotations.NullMarked;
