/** The config repository in Git, and the cluster's API server. */
@NullMarked
package dev.slipway.syncservice.outbound;

import org.jspecify.annotations.NullMarked;
