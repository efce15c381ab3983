/** What engines with objects of their own in a cluster have in common: how these are written, and how they are watched. */
@NullMarked
package dev.slipway.syncservice.outbound.engine;

import org.jspecify.annotations.NullMarked;
