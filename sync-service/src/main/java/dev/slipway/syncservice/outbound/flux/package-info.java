/** Flux: its objects for an environment, how they are reconciled at once, and what their conditions mean. */
@NullMarked
package dev.slipway.syncservice.outbound.flux;

import org.jspecify.annotations.NullMarked;
