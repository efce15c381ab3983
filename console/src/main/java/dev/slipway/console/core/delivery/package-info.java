/** All that one push causes, folded from its facts whatever their order. */
@NullMarked
package dev.slipway.console.core.delivery;

import org.jspecify.annotations.NullMarked;
