/** Tries a repository's address, one probe for each thing that can be wrong with it. */
@NullMarked
package dev.slipway.console.outbound.connection;

import org.jspecify.annotations.NullMarked;
