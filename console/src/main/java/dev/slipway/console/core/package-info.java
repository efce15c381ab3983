/** What the console needs from the world besides its two concepts, the catalog and the delivery. */
@NullMarked
package dev.slipway.console.core;

import org.jspecify.annotations.NullMarked;
