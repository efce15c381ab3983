/** Applies the desired content, waits for the rollout, says why when it fails. */
@NullMarked
package dev.slipway.syncservice.core;

import org.jspecify.annotations.NullMarked;
