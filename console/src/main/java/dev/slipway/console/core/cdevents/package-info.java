/** The same facts as CDEvents 0.5.1, for tools that speak them. */
@NullMarked
package dev.slipway.console.core.cdevents;

import org.jspecify.annotations.NullMarked;
