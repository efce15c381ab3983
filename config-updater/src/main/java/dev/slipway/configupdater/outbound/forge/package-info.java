/** Merge and pull requests by the forges' own APIs, one class for what each of them says differently. */
@NullMarked
package dev.slipway.configupdater.outbound.forge;

import org.jspecify.annotations.NullMarked;
