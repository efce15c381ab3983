/** Reads the topics of facts into the projection. */
@NullMarked
package dev.slipway.console.inbound.facts;

import org.jspecify.annotations.NullMarked;
