/** Brings what an environment should be into its cluster, and says how that went. */
@NullMarked
package dev.slipway.syncservice;

import org.jspecify.annotations.NullMarked;
