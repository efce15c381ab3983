/** Brings an engine into the cluster: reads its manifest, compares it with what was asked for, applies it, and waits until it runs. */
@NullMarked
package dev.slipway.syncservice.core.install;

import org.jspecify.annotations.NullMarked;
